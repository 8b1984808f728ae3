import { Refusal } from '@onestory/kernel';
import { InMemoryKeyStore } from '@onestory/personal-data';
import { InMemoryEventStore } from '../adapters/in-memory/in-memory-event-store.js';
import { eventsOf } from '../event-store.js';
import type { Appended, EventStore, NewEvent, StoredEvent, StreamName } from '../event-store.js';
import { Streams } from '../streams.js';
import { letterHistory, SpecClock } from './letters.js';

export const id = '0b0e7f6a-5a0b-4c1d-8e2f-3a4b5c6d7e8f';

export class EnoughLetters extends Refusal {
  constructor(count: number) {
    super(`There are ${count} letters already.`);
  }
}

export const platform = (
  store: EventStore = new InMemoryEventStore(),
  history = letterHistory(),
) => {
  const keys = new InMemoryKeyStore();
  const clock = new SpecClock();
  return { store, keys, clock, streams: new Streams({ store, keys, clock }, history) };
};

export const storedIn = (store: EventStore): Promise<readonly StoredEvent[]> =>
  eventsOf(store.read(`letter-${id}`));

/** Loses the answer of the first append: stored, and nobody told. */
export class LosingAnswers extends InMemoryEventStore {
  lost = 0;

  override async append(
    stream: StreamName,
    expected: 'none' | bigint,
    events: readonly NewEvent[],
  ): Promise<Appended> {
    const appended = await super.append(stream, expected, events);
    if (this.lost > 0) return appended;
    this.lost += 1;
    throw new Error('Connection terminated unexpectedly');
  }
}
