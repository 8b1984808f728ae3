import type { Instant } from './time.js';

/**
 * The time of the story: defaults of `occurredAt` and `recordedAt`, due dates, effective dates of
 * register and policies, `iat` and `exp` of tokens. In development an operator may set it.
 */
export interface StoryClock {
  readonly kind: 'story';
  now(): Instant;
}

/**
 * The time of the machine, for everything technical: group commit, polls, back-off, time-outs,
 * leases, caches, rate limits, logs, lag. Never set by anybody.
 */
export interface RealTime {
  readonly kind: 'real';
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds that never go back, for durations. */
  monotonic(): number;
}

export const realTime: RealTime = {
  kind: 'real',
  now: () => Date.now(),
  monotonic: () => performance.now(),
};

/** The story told as it happens: the story clock of production. */
export const storyAsItHappens: StoryClock = {
  kind: 'story',
  now: () => new Date().toISOString() as Instant,
};
