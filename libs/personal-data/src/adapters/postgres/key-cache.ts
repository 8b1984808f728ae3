import type { RealTime } from '@onestory/kernel';
import type { KeyRef, PersonalKey } from '../../keys.js';

/** With the sweep, no key stays longer than the promised 60 s. */
export const KEPT_FOR = 50_000;
export const SWEPT_EVERY = 10_000;

/** Unwrapped keys in memory: few, for a short time, the least recently used leave first. */
export class KeyCache {
  private readonly kept = new Map<KeyRef, { readonly key: PersonalKey; readonly until: number }>();

  constructor(
    private readonly time: RealTime,
    private readonly atMost: number,
  ) {}

  get size(): number {
    return this.kept.size;
  }

  get(ref: KeyRef): PersonalKey | undefined {
    const entry = this.kept.get(ref);
    if (!entry) return undefined;
    this.kept.delete(ref);
    if (entry.until <= this.time.monotonic()) return undefined;
    // A use moves it to the end of the queue; it does not make it live longer.
    this.kept.set(ref, entry);
    return entry.key;
  }

  set(ref: KeyRef, key: PersonalKey): void {
    this.kept.delete(ref);
    this.kept.set(ref, { key, until: this.time.monotonic() + KEPT_FOR });
    if (this.kept.size <= this.atMost) return;
    for (const oldest of this.kept.keys()) {
      this.kept.delete(oldest);
      return;
    }
  }

  delete(ref: KeyRef): void {
    this.kept.delete(ref);
  }

  sweep(): void {
    const now = this.time.monotonic();
    for (const [ref, { until }] of this.kept) if (until <= now) this.kept.delete(ref);
  }

  clear(): void {
    this.kept.clear();
  }
}
