import type { Instant } from '@onestory/kernel';

/** As at a time by occurrence, as known at a time by recording, or both. */
export interface AsOf {
  readonly asAt?: Instant;
  readonly asKnown?: Instant;
}

export const within =
  ({ asAt, asKnown }: AsOf) =>
  (it: { readonly time: string; readonly recordedtime: string }): boolean =>
    (asAt === undefined || it.time <= asAt) &&
    (asKnown === undefined || it.recordedtime <= asKnown);
