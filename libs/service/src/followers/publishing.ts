import { topicOf } from '@onestory/contracts';
import { decodeAll } from '@onestory/event-sourcing';
import { encode, publisher } from '@onestory/messaging';
import type { Runner, ServiceRuntime } from './runtime.js';
import { Translation } from './translation.js';

/** Own facts that others may know of, to the service's topic: the checkpoint moves after the acknowledgement. */
export const publisherOf = (runtime: ServiceRuntime): Runner | undefined => {
  const translation = new Translation(runtime.definition);
  if (translation.categories.length === 0) return undefined;
  const { platform, database, store, name } = runtime;
  const running = publisher({
    store,
    exchange: platform.exchange,
    database,
    name: 'publisher',
    topic: topicOf(name),
    categories: translation.categories,
    time: platform.time,
    log: (level, message, details) => platform.log[level]({ service: name, ...details }, message),
    translate: async (events) => {
      const told = await decodeAll(events, translation.codecs, platform.keys);
      return told.map((it) => {
        const message = translation.of(it);
        return message && encode(message);
      });
    },
  });
  platform.publishers.set(name, running);
  return {
    name: 'publisher',
    start: () => running.start(),
    stop: () => running.stop(),
    lag: async () => [await running.lag()],
    parked: () => running.parked(),
    replay: (key) => running.replay(key),
    isParked: async (keys) => running.isParked(keys),
    waitFor: (position, timeoutMs) => running.waitFor(position, timeoutMs),
  };
};
