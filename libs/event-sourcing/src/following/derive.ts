import type { FollowingPorts } from './ports.js';
import { decodeAll } from '../decode-all.js';
import type { Projector } from './follower.js';
import { Intake } from './intake.js';

const LARGEST_BATCH = 1000;

/** Derives a projector's rows from the beginning up to now into another schema: for verify and rebuild. */
export const projectUpToNow = async (
  ports: Pick<FollowingPorts, 'store' | 'keys' | 'database'>,
  projector: Projector,
  onProgress?: (events: number) => void,
): Promise<number> => {
  const done = new AbortController();
  const categories = projector.codecs.map((codec) => codec.category);
  const followed = ports.store.follow({ categories, signal: done.signal });
  let count = 0;
  try {
    for await (const { events, caughtUp } of new Intake(followed, LARGEST_BATCH).batches()) {
      if (events.length > 0)
        await ports.database.transaction(async (sql) =>
          projector.project(await decodeAll(events, projector.codecs, ports.keys), sql),
        );
      count += events.length;
      onProgress?.(count);
      if (caughtUp) break;
    }
  } finally {
    done.abort();
  }
  return count;
};
