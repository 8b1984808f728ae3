import { setTimeout as pause } from 'node:timers/promises';
import type { Position } from '@onestory/event-sourcing';
import type { Consumer } from '@onestory/messaging';
import type { Runner, ServiceRuntime } from './runtime.js';

const LOOK_AGAIN_MS = 10;

/**
 * A consumer starts when it is made. It has seen a position of the store when every publisher that it consumes from
 * has published up to there, from whichever process, and it has consumed all. A publisher that this process does not
 * have at all is unknown to it.
 */
export const consumerAsRunner = (
  consumer: Consumer,
  { platform, definition }: ServiceRuntime,
): Runner => {
  const publishedUpTo = async (position: Position, timeoutMs: number): Promise<boolean> => {
    const publishers = (definition.consumes ?? []).map((service) =>
      platform.publishers.get(service),
    );
    const published = publishers.map(
      (it) => it?.waitFor(position, timeoutMs) ?? Promise.resolve(false),
    );
    return (await Promise.all(published)).every(Boolean);
  };
  return {
    name: consumer.name,
    start: () => undefined,
    stop: () => consumer.stop(),
    lag: async () => {
      const { behind, ...lag } = await consumer.lag();
      return { ...lag, messagesBehind: behind.toString() };
    },
    parked: () => consumer.parked(),
    replay: (key) => consumer.replay(key),
    isParked: (ids) => consumer.isParked(ids),
    waitFor: async (position, timeoutMs) => {
      const deadline = platform.time.monotonic() + timeoutMs;
      if (!(await publishedUpTo(position, timeoutMs))) return false;
      while (!(await consumer.caughtUp())) {
        if (platform.time.monotonic() > deadline) return false;
        await pause(LOOK_AGAIN_MS);
      }
      return true;
    },
  };
};
