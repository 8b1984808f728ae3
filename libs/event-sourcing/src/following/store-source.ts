import type { AnyFact, Database, Sql } from '@onestory/kernel';
import type { KeyStore } from '@onestory/personal-data';
import { metadataOf } from '../codec.js';
import type { HistoryNewerThanThisVersion, StoredFact } from '../codec.js';
import { decodeAll } from '../decode-all.js';
import type { EventStore, StoredEvent, StreamName } from '../event-store.js';
import type { Follower } from './follower.js';
import type { ParkedItem, ParkedRow } from './parking.js';

/** A fact, and what `prepare` made of it. */
export interface ReadyFact {
  readonly fact: StoredFact<AnyFact>;
  readonly ready: unknown;
}

export interface StoreSourceParts {
  readonly store: EventStore;
  readonly keys: KeyStore;
  readonly database: Database;
}

/** What a follower does with events of the store, handled for the first time or again. */
export class StoreSource {
  constructor(
    private readonly parts: StoreSourceParts,
    private readonly follower: Follower,
  ) {}

  sequenceOf = (event: StoredEvent): string => this.follower.keyOf?.(event) ?? event.stream;

  prepare = async (events: readonly StoredEvent[]): Promise<readonly ReadyFact[]> => {
    const { codecs, react } = this.follower;
    const facts = await decodeAll(events, codecs, this.parts.keys);
    const ready = await react?.prepare(facts);
    if (ready && ready.length !== facts.length)
      throw new Error(`${facts.length} facts were prepared to ${ready.length} answers.`);
    return facts.map((fact, index) => ({ fact, ready: ready?.[index] }));
  };

  deliver = async (ready: readonly ReadyFact[]): Promise<void> =>
    this.follower.react?.deliver?.(ready.map((it) => it.ready));

  derive = async (ready: readonly ReadyFact[], sql: Sql): Promise<void> => {
    if (ready.length > 0)
      await this.follower.project?.(
        ready.map(({ fact }) => fact),
        sql,
      );
  };

  newestOf = (
    events: readonly StoredEvent[],
    { stream, revision }: HistoryNewerThanThisVersion,
  ): number =>
    Math.max(
      0,
      events.findIndex((it) => it.stream === stream && it.revision === revision),
    );

  itemOf = (event: StoredEvent): ParkedItem => {
    const key = this.sequenceOf(event);
    return {
      place: event.position,
      key,
      about: [...new Set([key, event.stream, ...namedIn(event)])],
      stream: event.stream,
      revision: event.revision.toString(),
      id: event.id,
      type: event.type,
    };
  };

  restore = (rows: readonly ParkedRow[]): Promise<readonly StoredEvent[]> =>
    Promise.all(
      rows.map(async ({ stream, revision }) => {
        const from = BigInt(revision!);
        for await (const [event] of this.parts.store.read(stream as StreamName, { from }))
          if (event?.revision === from) return event;
        throw new Error('What was parked is not in the store.');
      }),
    );
}

const namedIn = (event: StoredEvent): readonly string[] => {
  try {
    const { episode, children = [] } = metadataOf(event);
    return episode ? [episode, ...children] : children;
  } catch {
    return [];
  }
};
