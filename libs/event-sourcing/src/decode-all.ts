import type { AnyFact } from '@onestory/kernel';
import type { KeyStore } from '@onestory/personal-data';
import type { Decoder, StoredFact } from './codec.js';
import { categoryOf } from './event-store.js';
import type { StoredEvent } from './event-store.js';

/** Decodes events of several categories, keeping their order. */
export const decodeAll = async (
  events: readonly StoredEvent[],
  codecs: readonly Decoder<AnyFact>[],
  keys: KeyStore,
): Promise<readonly StoredFact<AnyFact>[]> => {
  if (codecs.length === 1) return codecs[0]!.decode(events, keys);
  const told = new Map<string, StoredFact<AnyFact>>();
  for (const codec of codecs) {
    const own = events.filter((event) => categoryOf(event.stream) === codec.category);
    if (own.length === 0) continue;
    for (const it of await codec.decode(own, keys)) told.set(`${it.stream}@${it.revision}`, it);
  }
  return events.map((event) => told.get(`${event.stream}@${event.revision}`)!);
};
