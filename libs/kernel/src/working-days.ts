import { bankHolidays, bankHolidaysBefore } from './bank-holidays.js';
import { addDays, daysSince1970, weekday } from './time.js';
import type { LocalDate } from './time.js';

export const isWorkingDay = (date: LocalDate): boolean =>
  weekday(date) <= 5 && !bankHolidays(Number(date.slice(0, 4))).dates.has(date);

/** 1 January 1970 was a Thursday, the fourth day of its week. */
const FROM_MONDAY = 3;

const weekdaysUpTo = (date: LocalDate): number => {
  const day = daysSince1970(date) + FROM_MONDAY;
  const weeks = Math.floor(day / 7);
  return weeks * 5 + Math.min(day - weeks * 7 + 1, 5);
};

/** Up to and including a date, from a beginning that cancels out of every difference. */
const workingDaysUpTo = (date: LocalDate): number => {
  const year = Number(date.slice(0, 4));
  let holidays = bankHolidaysBefore(year);
  for (const holiday of bankHolidays(year).dates) if (holiday <= date) holidays += 1;
  return weekdaysUpTo(date) - holidays;
};

/**
 * Working days from A to B: those after A up to and including B, in England and Wales.
 * 0 when B is A; negative when B lies before A. The cost is the same however far they lie apart.
 */
export const workingDaysBetween = (from: LocalDate, to: LocalDate): number =>
  workingDaysUpTo(to) - workingDaysUpTo(from);

/** The n-th weekday after a date, or before it, for n other than 0. */
const addWeekdays = (from: LocalDate, amount: number): LocalDate => {
  const today = weekday(from);
  const weekend = Math.max(0, today - 5);
  // Counting starts on the weekday from which the next one counts as the first.
  const start = amount > 0 ? -weekend : weekend > 0 ? 3 - weekend : 0;
  const place = weekend > 0 ? (amount > 0 ? 5 : 1) : today;
  const weeks = Math.trunc(amount / 5);
  const rest = amount % 5;
  const over = place + rest > 5 ? 2 : place + rest < 1 ? -2 : 0;
  return addDays(from, start + weeks * 7 + rest + over);
};

/**
 * The n-th working day after a date, or before it when n is negative. Each step makes up for the bank holidays
 * that the last one passed, a thirtieth of its length, so a few steps reach any distance.
 */
export const addWorkingDays = (from: LocalDate, amount: number): LocalDate => {
  const isBefore = amount < 0;
  const counted = isBefore ? workingDaysUpTo(addDays(from, -1)) : workingDaysUpTo(from);
  let date = from;
  for (let missing = amount; missing !== 0;) {
    date = addWeekdays(date, missing);
    const reached = isBefore ? workingDaysUpTo(addDays(date, -1)) : workingDaysUpTo(date);
    missing = amount - (reached - counted);
  }
  return date;
};
