import type { Position } from '../event-store.js';

/** Tells followers that something was stored. Ringing is cheap and may be wrong; not ringing costs a poll. */
export class WakeUps {
  private readonly waiting = new Set<() => void>();
  private rung = 0;
  private reached = '';

  /** Whether something was rung for that lies beyond `position`. */
  isBeyond(position: Position): boolean {
    return this.reached > position;
  }

  /** Take it before looking; then nothing stored after the look goes unnoticed. */
  get count(): number {
    return this.rung;
  }

  /** What is stored up to where was rung for, by this process or by the store itself, need not be rung for again. */
  ring(upTo?: Position): void {
    if (upTo !== undefined) {
      if (upTo <= this.reached) return;
      this.reached = upTo;
    }
    this.rung += 1;
    for (const wake of [...this.waiting]) wake();
  }

  /** Resolves true when rung since `seen`; false after `patience` milliseconds or on abort. */
  since(seen: number, patience: number, signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return Promise.resolve(false);
    if (this.rung !== seen) return Promise.resolve(true);
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        this.waiting.delete(wake);
        resolve(this.rung !== seen);
      };
      const timer = Number.isFinite(patience) ? setTimeout(wake, patience) : undefined;
      signal.addEventListener('abort', wake);
      this.waiting.add(wake);
    });
  }
}
