import { contractOf } from '@onestory/contracts';
import type { Contract, PublishedEvent } from '@onestory/contracts';
import type { Log, ParkedItem, ParkedRow } from '@onestory/event-sourcing';
import type { Sql } from '@onestory/kernel';
import { UnreadableMessage } from './cloud-events.js';
import type { ConsumerOptions } from './consumer.js';
import type { Delivered } from './exchange.js';
import type { InboxIds } from './inbox-ids.js';
import { readItem } from './read-message.js';
import type { Item } from './read-message.js';

const EFFECTS_AT_ONCE = 100;

export interface MessageSourceParts {
  readonly options: ConsumerOptions;
  readonly ids: InboxIds;
  readonly log: Log;
}

/** What a consumer does with messages, handled for the first time or again. */
export class MessageSource {
  private readonly contracts: ReadonlyMap<string, Contract> | undefined;
  private readonly skippedTypes = new Map<string, number>();

  constructor(private readonly parts: MessageSourceParts) {
    const { contracts } = parts.options;
    this.contracts = contracts && new Map(contracts.map((it) => [it.type, it]));
  }

  read = (delivered: Delivered): Item =>
    readItem(delivered, this.contracts, this.parts.options.concern);

  /** What keeps its order: the messages of one key in one topic. */
  sequenceOf = ({ delivered: { topic, key } }: Item): string => `${topic}/${key}`;

  /** So few effects elsewhere at once that a batch gets on, though connections are lost now and then. */
  inPieces(items: readonly Item[]): readonly (readonly Item[])[] {
    const pieces: Item[][] = [];
    let effects = 0;
    for (const item of items) {
      if (this.asks(item)) effects += 1;
      if (pieces.length === 0 || effects > EFFECTS_AT_ONCE) {
        pieces.push([]);
        effects = this.asks(item) ? 1 : 0;
      }
      pieces.at(-1)!.push(item);
    }
    return pieces;
  }

  private asks = ({ skip, concern = 'effect' }: Item): boolean =>
    this.parts.options.before !== undefined && !skip && concern === 'effect';

  /** What is done before the rows, for each that asks for it and did not have its effect. @throws UnreadableMessage */
  prepare = async (items: readonly Item[]): Promise<readonly Item[]> => {
    for (const { message, unreadable } of items)
      if (!message || unreadable !== undefined)
        throw new UnreadableMessage(unreadable ?? 'not readable');
    const asking = items.filter(this.asks).map((item) => item.message!);
    const done = new Set(await this.parts.ids.known(asking.map(({ id }) => id)));
    for (const message of asking) {
      if (!done.has(message.id)) await this.parts.options.before!(message as never);
      done.add(message.id);
    }
    return items;
  };

  /** Rows for ids that the inbox does not have; a message that is twice in a batch counts once. */
  derive = async (items: readonly Item[], sql: Sql): Promise<void> => {
    const wanted = items.filter(({ skip }) => !skip);
    if (wanted.length === 0) return;
    const received = wanted.map(({ message, delivered }) => ({ id: message!.id, delivered }));
    const unseen = await this.parts.ids.add(sql, received);
    const fresh = wanted.flatMap(({ message }) => (unseen.delete(message!.id) ? message! : []));
    if (fresh.length > 0) await this.parts.options.handle(fresh as never, sql);
  };

  itemOf = ({ delivered, message }: Item): ParkedItem => {
    const { key, topic, value, headers } = delivered;
    return {
      place: placeOf(delivered),
      key,
      topic,
      about: [...new Set([key, ...(message ? namedIn(message) : [])])],
      ...(message && { id: message.id, type: message.type }),
      value: Buffer.from(value).toString('base64'),
      ...(headers && { headers: JSON.stringify(headers) }),
    };
  };

  restore = async (rows: readonly ParkedRow[]): Promise<readonly Item[]> =>
    rows.map((row) => this.read(deliveredOf(row)));

  /** A topic holds what is meant for others too; what nobody promised may be a newer publisher, or a mistake. */
  countSkipped(items: readonly Item[]): void {
    const { contracts, skippedTypes } = this;
    for (const { message } of items) {
      const type = message!.type;
      if (!contracts || contracts.has(type) || contractOf(type)) continue;
      const count = (skippedTypes.get(type) ?? 0) + 1;
      skippedTypes.set(type, count);
      const { consumer } = this.parts.options;
      if (count === 1) this.parts.log('warn', 'type in no contract', { consumer, type });
    }
  }

  skipped(): ReadonlyMap<string, number> {
    return this.skippedTypes;
  }
}

const namedIn = ({ subject, episode, children }: PublishedEvent): readonly string[] => [
  ...children,
  subject,
  ...(episode ? [episode] : []),
];

/** In order within a topic; the table of parked sequences was filled from an older one in the same form. */
const placeOf = ({ topic, partition, offset }: Delivered): string =>
  `${topic}/${`${partition}`.padStart(10, '0')}/${`${offset}`.padStart(20, '0')}`;

const deliveredOf = ({ place, key, topic, value, headers }: ParkedRow): Delivered => {
  const [partition, offset] = place.split('/').slice(-2);
  return {
    topic: topic!,
    partition: Number(partition),
    offset: BigInt(offset!),
    key,
    value: value!,
    ...(headers !== null && { headers: JSON.parse(headers) as Record<string, string> }),
  };
};
