import { storyAsItHappens } from '@onestory/kernel';
import type { Instant, StoryClock } from '@onestory/kernel';

/**
 * The story clock of development: real time until an operator sets it, then it stands still at what was set.
 * It stands still so that everything a step of the story sets off is recorded at that step's time.
 */
export class SettableStoryClock implements StoryClock {
  readonly kind = 'story';

  constructor(
    private set: Instant | undefined,
    private readonly keep: (now: Instant | undefined) => void,
  ) {}

  get isSet(): boolean {
    return this.set !== undefined;
  }

  now(): Instant {
    return this.set ?? storyAsItHappens.now();
  }

  /** Undefined: back to real time. */
  setTo(now: Instant | undefined): void {
    this.keep(now);
    this.set = now;
  }
}
