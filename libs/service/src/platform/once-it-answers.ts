import { setTimeout as pause } from 'node:timers/promises';
import { isNotThereYet } from '@onestory/postgres';

const LONGEST_MS = 60_000;
const AGAIN_AFTER_MS = 500;

/**
 * A database may be started together with us, as containers are, and then takes some seconds more: whoever needs it
 * asks again for up to a minute. Anything else that is wrong with it does not pass by itself, and is said at once.
 */
export const onceItAnswers = async <T>(
  ask: () => Promise<T>,
  onWaiting: () => void = () => undefined,
  { longestMs = LONGEST_MS, againAfterMs = AGAIN_AFTER_MS } = {},
): Promise<T> => {
  const deadline = performance.now() + longestMs;
  for (let attempt = 1; ; attempt += 1)
    try {
      return await ask();
    } catch (error) {
      if (!isNotThereYet(error) || performance.now() >= deadline) throw error;
      if (attempt === 1) onWaiting();
      await pause(againAfterMs);
    }
};
