import { positionOf } from '../positions.js';
import type { WakeUps } from '../wake-ups.js';
import { I_LISTEN, LISTENING, WORD } from './notifier.js';
import type { Connections } from './connections.js';

/** A connection that only listens does not notice that nobody speaks: it is asked now and then. */
const ASKED_EVERY = 5_000;

const TRIED_EVERY = 1_000;

/**
 * Rings when any process stored something. Opened by the first follower; when it is lost, the followers' polls
 * carry on, and each of them tries to open it again.
 */
export class Listener {
  isListening = false;
  onWord: ((word: string) => void) | undefined;
  private opening: Promise<void> | undefined;
  private close: (() => Promise<void>) | undefined;
  private stopped = false;
  private again: NodeJS.Timeout | undefined;

  constructor(
    private readonly connections: Connections,
    private readonly wakeUps: WakeUps,
    private readonly onOther: () => void,
  ) {}

  /** Resolves when listening, or when that failed: polling goes on either way. */
  ensure(): Promise<void> {
    if (this.stopped) return Promise.resolve();
    this.opening ??= this.listen().catch(() => this.lost());
    return this.opening;
  }

  /** For as long as nobody follows, nobody else would notice that the connection was lost. */
  keepOpen(): Promise<void> {
    this.again ??= setInterval(() => void this.ensure(), TRIED_EVERY);
    this.again.unref();
    return this.ensure();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.again);
    await this.opening;
    await this.close?.();
  }

  private lost(): void {
    this.isListening = false;
    this.opening = undefined;
  }

  private async listen(): Promise<void> {
    const client = await this.connections.open(() => {
      this.lost();
      this.wakeUps.ring();
    });
    this.close = () => client.end();
    client.on('notification', ({ payload = '' }) => {
      if (payload === I_LISTEN) this.onOther();
      else if (payload.startsWith(WORD)) this.onWord?.(payload.slice(WORD.length));
      else this.wakeUps.ring(positionOf(payload));
    });
    await client.query(
      `select pg_advisory_lock_shared(${LISTENING}); listen event_store; notify event_store, '${I_LISTEN}'`,
    );
    this.isListening = true;
    const asking = setInterval(
      () => void client.query('select 1').catch(() => client.cut()),
      ASKED_EVERY,
    );
    client.once('end', () => clearInterval(asking));
  }
}
