import type { Database, RealTime } from '@onestory/kernel';
import type { KeyStore } from '@onestory/personal-data';
import type { EventStore } from '../event-store.js';
import type { Log } from './attempts.js';
import type { Leases } from './leases.js';

/** What a follower of the store runs on. */
export interface FollowingPorts {
  readonly store: EventStore;
  readonly keys: KeyStore;
  readonly database: Database;
  /** One for all followers of a service. Default: one of its own. */
  readonly leases?: Leases;
  readonly time?: RealTime;
  /** Ids and codes only. */
  readonly log?: Log;
  /** It has moved on: whoever waits may look again. */
  readonly onMoved?: () => void;
}
