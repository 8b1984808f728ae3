import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('../../../apps/all-in-one/dist/main.js', import.meta.url));
const LONGEST_START_MS = 120_000;
const LONGEST_STOP_MS = 60_000;

export interface Where {
  readonly data: string;
  readonly port: number;
  /** A PostgreSQL of the user's own. */
  readonly databaseUrl?: string;
  /** Events in another one. */
  readonly storeUrl?: string;
}

/** The platform as anybody would start it, in a process group of its own. */
export class PlatformProcess {
  private readonly child: ChildProcess;
  private readonly exit: Promise<number | null>;
  private said = '';
  private complained = '';
  private over = false;
  private wanted = false;

  constructor(where: Where) {
    this.child = spawn(
      process.execPath,
      [ENTRY, '--data', where.data, '--port', String(where.port)],
      {
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...process.env,
          REQUESTS_PER_MINUTE: '10000000',
          ...(where.databaseUrl !== undefined && { DATABASE_URL: where.databaseUrl }),
          ...(where.storeUrl !== undefined && { STORE_DATABASE_URL: where.storeUrl }),
        },
      },
    );
    this.child.stdout!.on('data', (bytes: Buffer) => (this.said += bytes.toString()));
    this.child.stderr!.on('data', (bytes: Buffer) => (this.complained += bytes.toString()));
    // A runner that is stopped half-way does not leave the platform behind, nor the platform its PostgreSQL.
    const lastChance = () => void this.child.kill('SIGTERM');
    process.on('exit', lastChance);
    this.exit = once(this.child, 'exit').then(([code]) => {
      this.over = true;
      process.off('exit', lastChance);
      return code as number | null;
    });
  }

  get pid(): number {
    return this.child.pid!;
  }

  get hasEnded(): boolean {
    return this.over;
  }

  /** It ended although nobody killed or stopped it; what it said last. */
  get endedByItself(): string | undefined {
    return this.over && !this.wanted
      ? this.complained.trim().slice(-500) || 'without a word'
      : undefined;
  }

  /** True when it serves; false when it ended before. */
  async started(): Promise<boolean> {
    const end = performance.now() + LONGEST_START_MS;
    while (!this.over && !this.said.includes('Services:')) {
      if (performance.now() > end)
        throw new Error(`The platform does not start. ${this.complained}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return !this.over;
  }

  /** A caller that kills it says so first. */
  expectEnd(): void {
    this.wanted = true;
  }

  async ended(): Promise<void> {
    await this.exit;
  }

  /** In order. Gives the exit code; undefined when it had to be killed after all. */
  async stop(): Promise<number | null | undefined> {
    this.wanted = true;
    if (this.over) return this.exit;
    this.child.kill('SIGTERM');
    const late = new Promise<undefined>((resolve) => {
      setTimeout(() => resolve(undefined), LONGEST_STOP_MS).unref();
    });
    const code = await Promise.race([this.exit, late]);
    if (!this.over) this.child.kill('SIGKILL');
    return code;
  }
}
