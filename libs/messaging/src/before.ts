import type { PublishedEvent } from '@onestory/contracts';
import type { Database } from '@onestory/kernel';
import type { ConsumerOffsets } from './consumer-offsets.js';
import type { Effects } from './effects.js';
import type { Item } from './read-message.js';

export interface BeforeParts {
  readonly database: Database;
  readonly offsets: ConsumerOffsets;
  readonly effects: Effects;
  readonly before: ((message: never) => Promise<void>) | undefined;
}

/** What a consumer does before its rows, and for which messages it is done. */
export class Before {
  private readonly settled = new WeakSet<PublishedEvent>();

  constructor(private readonly parts: BeforeParts) {}

  /** It ran for the message, or the message does not ask for it. */
  isSettled(item: Item): boolean {
    return !this.asks(item) || this.settled.has(item.message!);
  }

  /** How many of the items are settled but for their inbox rows, and what happened to the next one. */
  async run(items: readonly Item[]): Promise<{ count: number; error?: unknown }> {
    const { database, offsets, effects } = this.parts;
    if (!items.some((item) => this.asks(item))) return { count: items.length };
    const { topic, partition } = items[0]!.delivered;
    const next = await offsets.read(database, topic, partition);
    const fresh = items.filter(({ delivered }) => delivered.offset >= (next ?? 0n));
    const { wanted } = await effects.sort(database, fresh);
    const started = new Set(await effects.known(wanted));
    const wantedItems = new Set(wanted);
    for (const [index, item] of items.entries()) {
      const { message } = item;
      if (!message || !this.asks(item) || !wantedItems.has(message)) continue;
      if (started.has(message.id)) {
        this.settled.add(message);
        continue;
      }
      started.add(message.id);
      try {
        await this.parts.before!(message as never);
        this.settled.add(message);
      } catch (error) {
        return { count: index, error };
      }
    }
    return { count: items.length };
  }

  private asks({ skip, concern = 'effect' }: Item): boolean {
    return this.parts.before !== undefined && !skip && concern === 'effect';
  }
}
