import { gathering } from '@onestory/kernel';
import type { Database } from '@onestory/kernel';
import type { Position } from '../event-store.js';

export interface LeasesOptions {
  /** The service's own, in which `followingTables` were run. */
  readonly database: Database;
  /** By the database's clock. Default 10 000. */
  readonly leaseMs?: number;
  /** Nobody else can be running: what a process left that was killed is taken at once. */
  readonly isAlone?: boolean;
}

/** What whoever runs a follower was given with its lease. */
export interface Lease {
  readonly follower: string;
  readonly epoch: string;
  readonly position: Position | undefined;
  readonly stood: string | undefined;
  readonly parked: readonly string[];
  /** Aborts when another process has taken the lease. */
  readonly lost: AbortSignal;
}

/** Where a follower is that another process runs. */
export interface Elsewhere {
  readonly position: Position | undefined;
  /** Until the lease ends, unless it is renewed. 0: it is free. */
  readonly leftMs: number;
}

interface Held {
  readonly lease: Lease;
  readonly lost: AbortController;
}

interface Taken {
  readonly epoch: string;
  readonly position: Position | null;
  readonly stood: string | null;
}

const TAKE = `
  insert into checkpoint as c (follower, epoch, leased_until)
    values ($1, 1, clock_timestamp() + $2::int * interval '1 ms')
  on conflict (follower) do update set epoch = c.epoch + 1, leased_until = excluded.leased_until
    where c.leased_until is null or c.leased_until < clock_timestamp() or $3
  returning epoch, position, stood`;

/**
 * After the lease is taken, when nobody else can park any more: the statement that takes it does not see what was
 * parked while it waited for the row.
 */
const PARKED = 'select distinct sequence from parked where follower = $1';

/** A row that its runner has locked is being renewed by it. */
const RENEW = `
  with free as (
    select c.follower from checkpoint c
    join unnest($1::text[], $2::bigint[]) as h (follower, epoch)
      on c.follower = h.follower and c.epoch = h.epoch
    for update of c skip locked)
  update checkpoint c set leased_until = clock_timestamp() + $3::int * interval '1 ms'
  from free where c.follower = free.follower returning c.follower`;

/**
 * Who runs which follower of a service: one process at a time, by a lease that it renews for as long as it lives,
 * however little there is to do. Whoever finds the lease held stands by.
 */
export class Leases {
  readonly leaseMs: number;
  private readonly held = new Map<string, Held>();
  private renewing: NodeJS.Timeout | undefined;
  private inHand: Promise<void> = Promise.resolve();

  constructor(private readonly options: LeasesOptions) {
    this.leaseMs = options.leaseMs ?? 10_000;
  }

  /** Undefined: another process holds it. */
  async take(follower: string): Promise<Lease | undefined> {
    const { database, isAlone = false } = this.options;
    const [taken] = await database.query<Taken>(TAKE, [follower, this.leaseMs, isAlone]);
    if (!taken) return undefined;
    const parked = await this.parkedBy(follower).catch(async (error: unknown) => {
      await this.free(follower, taken.epoch);
      throw error;
    });
    const lost = new AbortController();
    const lease: Lease = {
      follower,
      epoch: taken.epoch,
      position: taken.position ?? undefined,
      stood: taken.stood ?? undefined,
      parked,
      lost: lost.signal,
    };
    this.held.set(follower, { lease, lost });
    this.renewing ??= setInterval(() => (this.inHand = this.renew()), this.leaseMs / 3).unref();
    return lease;
  }

  /** It is free at once. A database that is away frees it when its time is over. */
  async release({ follower, epoch }: Lease): Promise<void> {
    if (this.held.get(follower)?.lease.epoch === epoch) this.held.delete(follower);
    if (this.held.size === 0) {
      clearInterval(this.renewing);
      this.renewing = undefined;
    }
    await this.inHand;
    await this.free(follower, epoch);
  }

  private async parkedBy(follower: string): Promise<readonly string[]> {
    const rows = await this.options.database.query<{ sequence: string }>(PARKED, [follower]);
    return rows.map(({ sequence }) => sequence);
  }

  private async free(follower: string, epoch: string): Promise<void> {
    await this.options.database
      .query('update checkpoint set leased_until = null where follower = $1 and epoch = $2', [
        follower,
        epoch,
      ])
      .catch(() => undefined);
  }

  /** In one statement for all who stand by at the same time. */
  readonly elsewhere = gathering(async (followers: readonly string[]) => {
    const rows = await this.options.database.query<{
      follower: string;
      position: Position | null;
      left: number | null;
    }>(
      `select follower, position,
         extract(epoch from leased_until - clock_timestamp())::float8 * 1000 as left
       from checkpoint where follower = any($1::text[])`,
      [followers],
    );
    const found = new Map(rows.map((row) => [row.follower, row]));
    return followers.map((follower): Elsewhere => {
      const { position, left } = found.get(follower) ?? { position: null, left: 0 };
      return { position: position ?? undefined, leftMs: Math.max(0, left ?? 0) };
    });
  }, 1_000);

  private async renew(): Promise<void> {
    const { database } = this.options;
    const all = [...this.held.values()];
    const names = all.map(({ lease }) => lease.follower);
    const epochs = all.map(({ lease }) => lease.epoch);
    try {
      const renewed = await database.query(RENEW, [names, epochs, this.leaseMs]);
      if (renewed.length === all.length) return;
      const rows = await database.query<{ follower: string; epoch: string }>(
        'select follower, epoch from checkpoint where follower = any($1::text[])',
        [names],
      );
      const now = new Map(rows.map(({ follower, epoch }) => [follower, epoch]));
      for (const { lease, lost } of all) if (now.get(lease.follower) !== lease.epoch) lost.abort();
    } catch {
      // The next renewal tries again; whoever is late finds out by the epoch.
    }
  }
}
