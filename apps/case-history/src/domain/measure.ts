import { daysBetween, workingDaysBetween } from '@onestory/kernel';
import type { LocalDate } from '@onestory/kernel';

/** One figure of an episode. No value: it has not come to an end, or never began. */
export interface Measure {
  readonly unit: 'working_days' | 'days' | 'count';
  readonly value?: number;
  /** The area's policy, in the same unit. */
  readonly limit?: number;
  /** Whether the limit is kept; false as soon as it is overdue, absent while nobody can say. */
  readonly met?: boolean;
}

interface Span {
  readonly unit: 'working_days' | 'days';
  readonly from: LocalDate | undefined;
  readonly to: LocalDate | undefined;
  readonly limit?: number;
  /** The day on which the question is asked. */
  readonly on: LocalDate;
}

const COUNT = { working_days: workingDaysBetween, days: daysBetween };

export const elapsed = ({ unit, from, to, limit, on }: Span): Measure => {
  const count = COUNT[unit];
  const value = from && to && count(from, to);
  const asked = { unit, ...(limit !== undefined && { limit }) };
  if (value !== undefined)
    return { ...asked, value, ...(limit !== undefined && { met: value <= limit }) };
  const overdue = from !== undefined && limit !== undefined && count(from, on) > limit;
  return { ...asked, ...(overdue && { met: false }) };
};
