import { positionOf } from '../positions.js';
import type { WakeUps } from '../wake-ups.js';
import type { Connections } from './connections.js';

/**
 * Rings when any process stored something. Opened by the first follower; when it is lost, the followers' polls
 * carry on, and each of them tries to open it again.
 */
export class Listener {
  private opening: Promise<void> | undefined;
  private close: (() => Promise<void>) | undefined;
  private stopped = false;

  constructor(
    private readonly connections: Connections,
    private readonly wakeUps: WakeUps,
  ) {}

  /** Resolves when listening, or when that failed: polling goes on either way. */
  ensure(): Promise<void> {
    if (this.stopped) return Promise.resolve();
    this.opening ??= this.listen().catch(() => {
      this.opening = undefined;
    });
    return this.opening;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.opening;
    await this.close?.();
  }

  private async listen(): Promise<void> {
    const client = await this.connections.open(() => {
      this.opening = undefined;
      this.wakeUps.ring();
    });
    this.close = () => client.end();
    client.on('notification', ({ payload }) => this.wakeUps.ring(positionOf(payload ?? '')));
    await client.query('listen event_store');
  }
}
