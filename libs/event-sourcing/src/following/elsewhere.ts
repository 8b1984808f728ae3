import type { EventStore, Position } from '../event-store.js';
import type { Follower } from './follower.js';
import type { Leases } from './leases.js';

/**
 * Whether the process that runs a follower has everything up to a position behind it: its checkpoint is there, or
 * need not move there, since nothing that concerns the follower lies between.
 */
export const isBeyond = async (
  position: Position,
  { name, codecs }: Follower,
  leases: Leases,
  store: EventStore,
): Promise<boolean> => {
  const { position: after } = await leases.elsewhere(name);
  if (after !== undefined && after >= position) return true;
  const categories = codecs.map((codec) => codec.category);
  const end = new AbortController();
  try {
    for await (const it of store.follow({ categories, after, signal: end.signal })) {
      if (it.kind === 'page' && it.events.length > 0) return it.events[0]!.position > position;
      if (it.kind === 'caught up' || it.position >= position)
        return (it.position ?? '') >= position;
    }
  } finally {
    end.abort();
  }
  return false;
};
