import { setTimeout as pause } from 'node:timers/promises';
import { isClearRefusal, OutcomeUnknown, RevisionConflict } from './event-store.js';
import type { Appended, EventStore, NewEvent, StreamName } from './event-store.js';

/** For all repetitions together. Longer than a store waits for one answer, so that it can be asked once more. */
const APPEND_WITHIN = 12_000;
const REPETITIONS = 5;

/**
 * Asks again with the same ids and revision for as long as the outcome is unknown and there is time. Undefined on a
 * conflict: the caller loads again, and looks there for its own command first.
 *
 * @throws OutcomeUnknown when time is up
 */
export const appendInTime = async (
  store: EventStore,
  stream: StreamName,
  revision: bigint | undefined,
  events: readonly NewEvent[],
): Promise<Appended | undefined> => {
  const late = new AbortController();
  const insist = async (): Promise<Appended | undefined> => {
    for (let repetition = 0; ; repetition += 1) {
      try {
        return await store.append(stream, revision ?? 'none', events);
      } catch (error) {
        if (error instanceof RevisionConflict) return undefined;
        if (isClearRefusal(error) || repetition === REPETITIONS || late.signal.aborted) throw error;
        await pause(20 * 2 ** repetition);
      }
    }
  };
  return new Promise((resolve, reject) => {
    const deadline = setTimeout(() => {
      late.abort();
      reject(new OutcomeUnknown());
    }, APPEND_WITHIN);
    void insist()
      .then(resolve, reject)
      .finally(() => clearTimeout(deadline));
  });
};
