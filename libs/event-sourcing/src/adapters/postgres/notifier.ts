import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from '@onestory/postgres';
import type { Position } from '../../event-store.js';

const NOT_AGAIN_WITHIN = 10;

const notify = {
  name: 'event_store.notify',
  text: `select pg_notify('event_store', $1)`,
} as const;

/**
 * Tells the followers of other processes what was stored. Not in the commit, where it would make every append
 * a third slower, but after it, and under load once for many: if it is lost, they look by themselves.
 */
export class Notifier {
  private latest: Position | undefined;
  private telling: Promise<void> | undefined;

  constructor(private readonly pool: Pool) {}

  tell(upTo: Position): void {
    this.latest = upTo;
    this.telling ??= this.run();
  }

  async settled(): Promise<void> {
    await this.telling;
  }

  private async run(): Promise<void> {
    while (this.latest !== undefined) {
      const values = [this.latest];
      this.latest = undefined;
      await this.pool.query({ ...notify, values }).catch(() => {});
      await pause(NOT_AGAIN_WITHIN);
    }
    this.telling = undefined;
  }
}
