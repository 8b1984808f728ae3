import { PlatformProcess } from './platform-process.js';
import type { Where } from './platform-process.js';
import { shareSecrets } from './secrets.js';

const MOST_STARTS = 5;

const urlOf = ({ port }: Where): string => `http://127.0.0.1:${port}`;

/** The processes of one installation, each kept running as a service manager would. */
export class Fleet {
  readonly ends: string[] = [];
  private readonly running: PlatformProcess[] = [];

  constructor(
    private readonly wheres: readonly Where[],
    private readonly say: (line: string) => void,
  ) {}

  get urls(): readonly string[] {
    return this.wheres.map(urlOf);
  }

  get size(): number {
    return this.wheres.length;
  }

  at(index: number): PlatformProcess {
    return this.running[index]!;
  }

  /** The first one makes the secrets that the others are given. */
  async startFirst(): Promise<void> {
    const [first, ...others] = this.wheres;
    await this.start(0);
    for (const [index, other] of others.entries()) {
      await shareSecrets(first!.data, other.data);
      await this.start(index + 1);
    }
  }

  /** Without waiting for it. */
  begin(index: number): PlatformProcess {
    return (this.running[index] = new PlatformProcess(this.wheres[index]!));
  }

  /** Until it serves; a platform that does not start is started again. */
  async start(index: number): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      if (await this.begin(index).started()) return;
      this.noteEnd(index);
      if (attempt === MOST_STARTS)
        throw new Error(`The platform does not start. ${this.ends.at(-1) ?? ''}`);
    }
  }

  get anyHasEnded(): boolean {
    return this.running.some((it) => it.hasEnded);
  }

  /** Nobody may need to start the platform but after a kill of it. */
  async keepUp(): Promise<void> {
    for (const [index, it] of this.running.entries()) {
      if (!it.hasEnded) continue;
      this.noteEnd(index);
      await this.start(index);
    }
  }

  /** In order. Gives how each ended. */
  async stop(): Promise<readonly (number | null | undefined)[]> {
    for (const index of this.running.keys()) this.noteEnd(index);
    return Promise.all(this.running.map((it) => it.stop()));
  }

  private noteEnd(index: number): void {
    const end = this.at(index).endedByItself;
    if (end === undefined) return;
    this.ends.push(end);
    this.say(`The platform ended by itself: ${end}`);
  }
}
