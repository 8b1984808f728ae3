import type { Moment } from '@onestory/kernel';

/** When it happened, without the rest of the envelope. */
export const momentOf = ({ occurredAt, occurredPrecision }: Moment): Moment =>
  occurredPrecision === undefined ? { occurredAt } : { occurredAt, occurredPrecision };
