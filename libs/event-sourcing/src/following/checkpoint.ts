import type { Database, Sql } from '@onestory/kernel';
import type { EventStore, Position } from '../event-store.js';
import type { Lease } from './leases.js';
import { Fenced, LogWentBackwards, PlaceLost } from './states.js';

/** A place in the store, and the id of the event that stood there. */
export interface Place {
  readonly position: Position;
  readonly stood: string;
}

const MOVE = `
  update checkpoint set position = $1, stood = $2, leased_until = clock_timestamp() + $6::int * interval '1 ms'
  where follower = $3 and epoch = $4 and position is not distinct from $5 returning 1`;

/** Need not wait for the disk: what a crash of the database takes away is only handled again. */
const MOVE_LIGHTLY = MOVE.replace(
  'returning 1',
  `returning set_config('synchronous_commit', 'off', true)`,
);

/** How far a follower of the store has come, as its lease lets it write. */
export class Checkpoint {
  /** Where the stored one is. */
  private stored: Position | undefined;
  private stood: string | undefined;

  constructor(
    private readonly lease: Lease,
    private readonly leaseMs: number,
  ) {
    this.stored = lease.position;
    this.stood = lease.stood;
  }

  get position(): Position | undefined {
    return this.stored;
  }

  isAt(position: Position | undefined): boolean {
    return this.stored === position;
  }

  /**
   * The first statement of a transaction: whoever was fenced, or whose database has lost what it had
   * acknowledged, finds out before it trips over rows. Call {@link moved} once it is committed.
   * @throws Fenced, PlaceLost
   */
  async move(sql: Sql, { position, stood }: Place, lightly = false): Promise<void> {
    const { follower, epoch } = this.lease;
    const moved = await sql.query(lightly ? MOVE_LIGHTLY : MOVE, [
      position,
      stood,
      follower,
      epoch,
      this.stored ?? null,
      this.leaseMs,
    ]);
    if (moved.length > 0) return;
    const [row] = await sql.query<{ epoch: string }>(
      'select epoch from checkpoint where follower = $1',
      [follower],
    );
    throw row?.epoch === epoch ? new PlaceLost() : new Fenced();
  }

  moved({ position, stood }: Place): void {
    this.stored = position;
    this.stood = stood;
  }

  /** @throws LogWentBackwards when another event stands where this follower was. */
  async verify(store: EventStore): Promise<void> {
    if (this.stored === undefined || this.stood === undefined) return; // before ids were kept
    if ((await store.eventAt(this.stored)) !== this.stood)
      throw new LogWentBackwards('The event store');
  }

  /** Where others have moved on, and nothing was to be done. */
  async moveTo(position: Position, store: EventStore, database: Database): Promise<void> {
    const stood = await store.eventAt(position);
    if (stood === undefined) throw new LogWentBackwards('The event store');
    await this.move(database, { position, stood }, true);
    this.moved({ position, stood });
  }
}
