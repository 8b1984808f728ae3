import { bankHolidays } from './bank-holidays.js';
import { addDays, weekday } from './time.js';
import type { LocalDate } from './time.js';

export const isWorkingDay = (date: LocalDate): boolean =>
  weekday(date) <= 5 && !bankHolidays(Number(date.slice(0, 4))).dates.has(date);

/**
 * Working days from A to B: those after A up to and including B, in England and Wales.
 * 0 when B is A; negative when B lies before A.
 */
export const workingDaysBetween = (from: LocalDate, to: LocalDate): number => {
  if (to < from) return -workingDaysBetween(to, from);
  let days = 0;
  for (let date = addDays(from, 1); date <= to; date = addDays(date, 1))
    if (isWorkingDay(date)) days += 1;
  return days;
};

/** The n-th working day after a date, or before it when n is negative. */
export const addWorkingDays = (from: LocalDate, amount: number): LocalDate => {
  const step = amount < 0 ? -1 : 1;
  let date = from;
  for (let left = Math.abs(amount); left > 0;) {
    date = addDays(date, step);
    if (isWorkingDay(date)) left -= 1;
  }
  return date;
};
