import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import type { EmbeddedPostgres, EmbeddedPostgresOptions } from './embedded-postgres.js';

/** A server that lived shorter than this ends for a reason that will not go away at once. */
const SHORT_LIFE_MS = 2000;
const LONGEST_PAUSE_MS = 5000;

class KeptRunning implements EmbeddedPostgres {
  private readonly stopping = new AbortController();
  private readonly watching: Promise<void>;

  constructor(
    private server: EmbeddedPostgres,
    private readonly options: EmbeddedPostgresOptions,
  ) {
    this.watching = this.watch();
  }

  get url(): string {
    return this.server.url;
  }

  get adminUrl(): string {
    return this.server.adminUrl;
  }

  get dataFolder(): string {
    return this.server.dataFolder;
  }

  get port(): number {
    return this.server.port;
  }

  get pid(): number {
    return this.server.pid;
  }

  get notes(): readonly string[] {
    return this.server.notes;
  }

  get ended(): Promise<void> {
    return this.watching;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.server.stop();
    await this.watching;
  }

  private async watch(): Promise<void> {
    let failures = 0;
    for (;;) {
      const began = performance.now();
      await this.server.ended;
      if (this.stopping.signal.aborted) return;
      failures = performance.now() - began < SHORT_LIFE_MS ? failures + 1 : 0;
      this.say('The embedded PostgreSQL has ended unasked. It is started again.');
      await this.startAgain(failures);
    }
  }

  /** Until it runs or is not wanted any more: nobody else would start it. */
  private async startAgain(before: number): Promise<void> {
    const { signal } = this.stopping;
    const ended = performance.now();
    for (let failures = before; !signal.aborted; failures += 1) {
      if (failures > 0)
        await sleep(Math.min(LONGEST_PAUSE_MS, 50 * 2 ** failures), undefined, { signal }).catch(
          () => undefined,
        );
      try {
        this.server = await startEmbeddedPostgres({ ...this.options, port: this.port });
        this.say(`It runs again, after ${Math.round(performance.now() - ended)} ms.`);
        if (signal.aborted) await this.server.stop();
        return;
      } catch (error) {
        this.say(`It does not start. ${(error as Error).message}`);
      }
    }
  }

  private say(message: string): void {
    this.options.log?.(message);
  }
}

/**
 * Like {@link startEmbeddedPostgres}, and whenever the server ends unasked it is started again at the same address,
 * so that whoever has the url needs only to connect anew. `ended` resolves after `stop`.
 */
export const keepRunning = async (options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> =>
  new KeptRunning(await startEmbeddedPostgres(options), options);
