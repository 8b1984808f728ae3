/** Fewer than this could point at a family: shown as `c`, as in the Department for Education's releases. */
const SMALLEST_SHOWN = 10;

/** A count for people who may not know of whom: 0 as 0, 1 to 9 suppressed. */
export const suppressed = (count: number): number | 'c' =>
  count > 0 && count < SMALLEST_SHOWN ? 'c' : count;
