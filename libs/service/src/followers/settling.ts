import { setTimeout as pause } from 'node:timers/promises';
import type { Platform } from '../platform/platform.js';
import type { RunningService } from '../process/service-app.js';

const QUIET_ROUNDS = 2;
const LONGEST_MS = 20_000;

/**
 * Resolves when nothing recorded so far waits to be projected, published, consumed or reacted to. A reaction
 * records something new, so it looks until the store's head stands still and everybody has reached it.
 */
export const settled = async (
  services: readonly RunningService[],
  platform: Platform,
): Promise<void> => {
  const deadline = platform.time.monotonic() + LONGEST_MS;
  let before: string | undefined;
  for (let quiet = 0; quiet < QUIET_ROUNDS;) {
    if (platform.time.monotonic() > deadline) return;
    const head = await platform.store.head();
    const lags = (await Promise.all(services.map(({ runtime }) => runtime.lag()))).flat();
    const done = lags.every(({ caughtUp, forGood }) => caughtUp || forGood);
    quiet = done && head === before ? quiet + 1 : 0;
    before = head;
    if (quiet < QUIET_ROUNDS) await pause(5);
  }
};
