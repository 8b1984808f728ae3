import { newId } from '@onestory/kernel';
import type { Database, Sql } from '@onestory/kernel';
import { setTimeout as pause } from 'node:timers/promises';
import type { Parking, ParkedRow } from './parking.js';
import { isNobodysFault, isTimeOut } from './states.js';

export interface ReplayParts<Item, Ready> {
  readonly follower: string;
  readonly database: Database;
  readonly parking: Parking<Item>;
  /** Reads again what was parked, in order. */
  restore(rows: readonly ParkedRow[]): Promise<readonly Item[]>;
  prepare(items: readonly Item[]): Promise<readonly Ready[]>;
  deliver?(ready: readonly Ready[]): Promise<void>;
  derive(ready: readonly Ready[], sql: Sql): Promise<void>;
}

const AT_ONCE = 50;
const CLAIM_MS = 30_000;
const LOOK_AGAIN_MS = 50;

/** So long, and so many times in a replay, whoever runs the follower waits for what is left to be handled. */
const CLOSING_MS = 2_000;
const MOST_CLOSINGS = 3;

const CLAIM = `
  insert into replay as r (follower, sequence, claim, claimed_until)
    values ($1, $2, $3, clock_timestamp() + $4::int * interval '1 ms')
  on conflict (follower, sequence) do update
    set claim = excluded.claim, claimed_until = excluded.claimed_until, closing_until = null
    where r.claimed_until < clock_timestamp()
  returning 1`;

/** The claim is still ours, and the follower's row is locked: it neither parks nor moves on meanwhile. */
const HOLD = `
  with held as (
    update replay set claimed_until = clock_timestamp() + $4::int * interval '1 ms'
    where follower = $1 and sequence = $2 and claim = $3 returning 1)
  select epoch from checkpoint where follower = $1 and exists (select from held) for update`;

const CLOSE = `
  update replay set closing_until = clock_timestamp() + $4::int * interval '1 ms'
  where follower = $1 and sequence = $2 and claim = $3`;

/**
 * Handles parked sequences again, from whichever process is asked. A claim keeps two replays of one sequence
 * apart; nothing is held while a reaction runs, so that a small pool of connections is enough.
 */
export class Replays<Item, Ready> {
  private readonly running = new Map<string, Promise<boolean>>();

  constructor(private readonly parts: ReplayParts<Item, Ready>) {}

  /** All sequences of a key, in order. False when one fails again: it stays parked. */
  async replay(key: string): Promise<boolean> {
    for (const sequence of await this.parts.parking.sequencesOf(key))
      if (!(await this.shared(sequence))) return false;
    return true;
  }

  private shared(sequence: string): Promise<boolean> {
    let running = this.running.get(sequence);
    if (!running) {
      running = this.claimed(sequence).finally(() => this.running.delete(sequence));
      this.running.set(sequence, running);
    }
    return running;
  }

  private async claimed(sequence: string): Promise<boolean> {
    const { database, follower, parking } = this.parts;
    const claim = newId();
    while ((await database.query(CLAIM, [follower, sequence, claim, CLAIM_MS])).length === 0) {
      await pause(LOOK_AGAIN_MS);
      if ((await parking.first(sequence, 1)).length === 0) return true;
    }
    try {
      return await this.all(sequence, claim);
    } finally {
      await database
        .query('delete from replay where follower = $1 and sequence = $2 and claim = $3', [
          follower,
          sequence,
          claim,
        ])
        .catch(() => undefined); // it ends by itself
    }
  }

  private async all(sequence: string, claim: string): Promise<boolean> {
    const { parking } = this.parts;
    let closings = 0;
    for (let [atOnce, rounds] = [AT_ONCE, 0]; ; rounds += 1) {
      let rows = await parking.first(sequence, atOnce);
      if (rows.length === 0) return true;
      if (rounds > 0 && rows.length < atOnce && closings < MOST_CLOSINGS) {
        closings += 1;
        rows = await this.close(sequence, claim, atOnce);
      }
      try {
        await this.some(sequence, claim, rows);
        atOnce = Math.min(AT_ONCE, atOnce * 2);
      } catch (error) {
        const mayBeQuicker = isTimeOut(error) && rows.length > 1;
        if (error instanceof ClaimLost || (isNobodysFault(error) && !mayBeQuicker)) throw error;
        if (rows.length === 1) {
          await parking.failedAgain(rows[0]!, error);
          return false;
        }
        atOnce = 1; // up to the one that fails
      }
    }
  }

  /**
   * What came while the last ones were handled is all that comes: a replay would not end if more came in the time
   * of each round. Slower than its limit, it lets others go on, and tries again.
   */
  private async close(
    sequence: string,
    claim: string,
    atOnce: number,
  ): Promise<readonly ParkedRow[]> {
    const { database, follower, parking } = this.parts;
    await database.query(CLOSE, [follower, sequence, claim, CLOSING_MS]);
    return parking.first(sequence, atOnce);
  }

  /** What is committed is exactly what the reaction ran for. */
  private async some(sequence: string, claim: string, rows: readonly ParkedRow[]): Promise<void> {
    const { database, follower, parking, restore, prepare, deliver, derive } = this.parts;
    const ready = await prepare(await restore(rows));
    await deliver?.(ready);
    await database.transaction(async (sql) => {
      const held = await sql.query(HOLD, [follower, sequence, claim, CLAIM_MS]);
      if (held.length === 0 || !(await parking.remove(sql, rows))) throw new ClaimLost();
      await derive(ready, sql);
    });
  }
}

/** This replay was away for so long that another one took over. */
class ClaimLost extends Error {
  constructor() {
    super('Another replay of this sequence took over. Ask again.');
    this.name = 'ClaimLost';
  }
}
