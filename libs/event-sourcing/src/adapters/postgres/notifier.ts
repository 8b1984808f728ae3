import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from '@onestory/postgres';
import type { Position } from '../../event-store.js';

const NOT_AGAIN_WITHIN = 10;
const WHO_LISTENS_HOLDS_FOR = 1_000;

/** What a store says when it begins to listen, in place of a position. */
export const I_LISTEN = 'listening';

/** Before a word that is not about what was stored. */
export const WORD = 'word ';

/** Shared lock that whoever listens holds for as long as its connection lives. */
export const LISTENING = 7_364_104_202n;

/** How many stores listen in this database, this one among them. */
const listeners = {
  name: 'event_store.listeners',
  text: `select count(*)::int from pg_locks
    where locktype = 'advisory' and mode = 'ShareLock' and granted
      and database = (select oid from pg_database where datname = current_database())
      and (classid::bigint << 32) + objid::bigint = ${LISTENING}`,
  rowMode: 'array',
} as const;

/** A NOTIFY is a transaction that writes: without the setting it would wait for the disk, and appends for it. */
const notify = {
  name: 'event_store.notify',
  text: `select set_config('synchronous_commit', 'off', true), pg_notify('event_store', it)
    from unnest($1::text[]) as it`,
} as const;

/**
 * Tells the followers of other processes what was stored. Not in the commit, where it would make every append
 * a third slower, but after it, under load once for many, and only if another process listens: that is looked up
 * once a second, and when one says that it begins. If it is lost, they look by themselves. Words of processes to
 * one another go the same way, each once however often it was said meanwhile.
 */
export class Notifier {
  private latest: Position | undefined;
  private words = new Set<string>();
  private telling: Promise<void> | undefined;
  private othersListen = false;
  private lookedAt = -Infinity;

  /** `listensHere`: whether this process is one of those that listen. */
  constructor(
    private readonly pool: Pool,
    private readonly listensHere: () => boolean,
  ) {}

  tell(upTo: Position): void {
    if (this.isAlone) return;
    this.latest = upTo;
    this.telling ??= this.run();
  }

  say(word: string): void {
    if (this.isAlone) return;
    this.words.add(WORD + word);
    this.telling ??= this.run();
  }

  /** Somebody has begun to listen. */
  lookAgain(): void {
    this.lookedAt = -Infinity;
  }

  async settled(): Promise<void> {
    await this.telling;
  }

  /** As far as is known without looking. */
  private get isAlone(): boolean {
    return !this.othersListen && performance.now() - this.lookedAt < WHO_LISTENS_HOLDS_FOR;
  }

  private async run(): Promise<void> {
    while (this.latest !== undefined || this.words.size > 0) {
      const said = [...this.words, ...(this.latest === undefined ? [] : [this.latest])];
      this.latest = undefined;
      this.words = new Set();
      try {
        if (await this.isHeard()) await this.pool.query({ ...notify, values: [said] });
      } catch {
        this.othersListen = true; // not known now
      }
      await pause(NOT_AGAIN_WITHIN);
    }
    this.telling = undefined;
  }

  private async isHeard(): Promise<boolean> {
    if (performance.now() - this.lookedAt < WHO_LISTENS_HOLDS_FOR) return this.othersListen;
    const { rows } = await this.pool.query<[number]>(listeners);
    this.othersListen = rows[0]![0] > (this.listensHere() ? 1 : 0);
    this.lookedAt = performance.now();
    return this.othersListen;
  }
}
