import { jest } from '@jest/globals';
import { InMemoryEventStore } from './adapters/in-memory/in-memory-event-store.js';
import { appendInTime } from './append-in-time.js';
import { OutcomeUnknown, RevisionConflict } from './event-store.js';
import type { EventStore } from './event-store.js';
import { event } from './testing/index.js';

/** A store whose appends do this. */
const storeThat = (append: EventStore['append']): EventStore =>
  Object.assign(new InMemoryEventStore(), { append });

const errorOf = (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => error);

describe('an append', () => {
  afterEach(() => void jest.useRealTimers());

  it('is asked for again with the same ids while its outcome is unknown', async () => {
    const memory = new InMemoryEventStore();
    const given = [event()];
    let lost = 2;
    const store = storeThat(async (stream, expected, events) => {
      const appended = await memory.append(stream, expected, events);
      if (lost-- > 0) throw new OutcomeUnknown();
      return appended;
    });
    expect(await appendInTime(store, 'letter-1', undefined, given)).toMatchObject({ revision: 0n });
  });

  it('has one deadline for all repetitions, also if an answer never comes', async () => {
    jest.useFakeTimers();
    let asked = 0;
    const store = storeThat(async () => {
      asked += 1;
      return new Promise(() => undefined);
    });
    const failure = errorOf(appendInTime(store, 'letter-1', undefined, [event()]));
    await jest.advanceTimersByTimeAsync(12_000);
    expect(await failure).toBeInstanceOf(OutcomeUnknown);
    expect(asked).toBe(1);
  });

  it('is not repeated when its time is up, though an error comes later', async () => {
    jest.useFakeTimers();
    let asked = 0;
    const store = storeThat(
      () =>
        new Promise((_, reject) => {
          asked += 1;
          setTimeout(() => reject(new OutcomeUnknown()), 15_000);
        }),
    );
    const failure = errorOf(appendInTime(store, 'letter-1', undefined, [event()]));
    await jest.advanceTimersByTimeAsync(30_000);
    expect(await failure).toBeInstanceOf(OutcomeUnknown);
    expect(asked).toBe(1);
  });

  it('that others came before is decided anew by the caller, and any other refusal is final', async () => {
    const conflicting = storeThat(async () => {
      throw new RevisionConflict('letter-1', 'none', 0n);
    });
    expect(await appendInTime(conflicting, 'letter-1', undefined, [event()])).toBeUndefined();
  });
});
