import { Temporal } from 'temporal-polyfill';
import type { LocalDate } from './time.js';

/**
 * Bank holidays in England and Wales, by year, as proclaimed (gov.uk/bank-holidays).
 * Each list takes effect with its year; a year that is not here is computed and marked so.
 */
const PROCLAIMED: Readonly<Record<number, readonly string[]>> = {
  2023: ['01-02', '04-07', '04-10', '05-01', '05-08', '05-29', '08-28', '12-25', '12-26'],
  2024: ['01-01', '03-29', '04-01', '05-06', '05-27', '08-26', '12-25', '12-26'],
  2025: ['01-01', '04-18', '04-21', '05-05', '05-26', '08-25', '12-25', '12-26'],
  2026: ['01-01', '04-03', '04-06', '05-04', '05-25', '08-31', '12-25', '12-28'],
  2027: ['01-01', '03-26', '03-29', '05-03', '05-31', '08-30', '12-27', '12-28'],
};

export interface BankHolidays {
  readonly dates: ReadonlySet<LocalDate>;
  /** True when the year is not proclaimed yet: one-off holidays may still be added. */
  readonly computed: boolean;
}

/** Gregorian Easter Sunday (Meeus/Jones/Butcher). */
const easter = (year: number): Temporal.PlainDate => {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((8 * b + 13) / 25) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return new Temporal.PlainDate(year, Math.floor(n / 31), (n % 31) + 1);
};

const firstMonday = (year: number, month: number): Temporal.PlainDate => {
  const first = new Temporal.PlainDate(year, month, 1);
  return first.add({ days: (8 - first.dayOfWeek) % 7 });
};

const lastMonday = (year: number, month: number): Temporal.PlainDate => {
  const last = new Temporal.PlainDate(year, month, 1).add({ months: 1 }).subtract({ days: 1 });
  return last.subtract({ days: last.dayOfWeek - 1 });
};

const compute = (year: number): readonly Temporal.PlainDate[] => {
  const days = [
    easter(year).subtract({ days: 2 }),
    easter(year).add({ days: 1 }),
    firstMonday(year, 5),
    lastMonday(year, 5),
    lastMonday(year, 8),
  ];
  // A holiday that falls on a weekend is kept on the next weekday that is not one already.
  for (const [month, day] of [
    [1, 1],
    [12, 25],
    [12, 26],
  ] as const) {
    let date = new Temporal.PlainDate(year, month, day);
    while (date.dayOfWeek > 5 || days.some((taken) => taken.equals(date)))
      date = date.add({ days: 1 });
    days.push(date);
  }
  return days;
};

/** By the standing rules alone, without proclaimed one-off changes. */
export const computedBankHolidays = (year: number): BankHolidays => ({
  dates: new Set(compute(year).map(String) as LocalDate[]),
  computed: true,
});

const byYear = new Map<number, BankHolidays>();

export const bankHolidays = (year: number): BankHolidays => {
  let known = byYear.get(year);
  if (!known) {
    const proclaimed = PROCLAIMED[year];
    known = proclaimed
      ? { dates: new Set(proclaimed.map((day) => `${year}-${day}` as LocalDate)), computed: false }
      : computedBankHolidays(year);
    byYear.set(year, known);
  }
  return known;
};

/** The standing rules give each year eight, all on weekdays; a proclamation may add or take some. */
const EACH_YEAR = 8;

/** How many there are before a year, from a beginning that cancels out of every difference. */
export const bankHolidaysBefore = (year: number): number => {
  let count = year * EACH_YEAR;
  for (const [proclaimed, days] of Object.entries(PROCLAIMED))
    if (Number(proclaimed) < year) count += days.length - EACH_YEAR;
  return count;
};
