import { Pace } from '@onestory/event-sourcing';

interface Waiting<Part> {
  readonly part: Part;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export interface SharedCommitOptions<Part> {
  /** All or nothing. */
  commit(parts: readonly Part[]): Promise<void>;
  readonly sizeOf: (part: Part) => number;
  /** The sizes that share a commit add up to no more; a larger part has a commit of its own. */
  readonly most: number;
  /** Whether each part would fail in the same way by itself. */
  failsForAll(error: unknown): boolean;
}

/**
 * What is ready while the commit before it is under way shares the next one, so that many small batches cost
 * few transactions. When a shared commit fails, each part has one of its own, and fails for its own reasons.
 */
export class SharedCommit<Part> {
  private readonly waiting: Waiting<Part>[] = [];
  private isRunning = false;
  private readonly pace = new Pace();

  constructor(private readonly options: SharedCommitOptions<Part>) {}

  add(part: Part): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ part, resolve, reject });
      if (!this.isRunning) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    // Everything that the same news has woken is there by then.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) {
      const together = this.next();
      await this.settle(together);
      await this.pace.rest(together.reduce((sum, { part }) => sum + this.options.sizeOf(part), 0));
    }
    this.isRunning = false; // in the same step as the last look, so that nobody is left waiting
  }

  private next(): readonly Waiting<Part>[] {
    let size = 0;
    const isOver = ({ part }: Waiting<Part>): boolean =>
      (size += this.options.sizeOf(part)) > this.options.most;
    const end = this.waiting.findIndex(isOver);
    return this.waiting.splice(0, end === -1 ? this.waiting.length : Math.max(1, end));
  }

  private async settle(together: readonly Waiting<Part>[]): Promise<void> {
    try {
      await this.options.commit(together.map(({ part }) => part));
      for (const { resolve } of together) resolve();
    } catch (error) {
      if (together.length === 1 || this.options.failsForAll(error))
        for (const { reject } of together) reject(error);
      else for (const one of together) await this.settle([one]);
    }
  }
}
