import { bankHolidays } from './bank-holidays.js';
import { addDays, localDate, NotADate, weekday } from './time.js';
import type { LocalDate } from './time.js';
import { addWorkingDays, isWorkingDay, workingDaysBetween } from './working-days.js';

describe('working days from A to B: those after A up to and including B', () => {
  it.each([
    ['concern to assessment', '2026-01-13', '2026-02-10', 20],
    ['assessment to plan', '2026-02-10', '2026-02-24', 10],
    ['plan to first service', '2026-02-24', '2026-03-05', 7],
    ['panel item submitted to decided', '2026-02-25', '2026-03-10', 9],
    ['referral sent to declined', '2026-03-11', '2026-03-24', 9],
    ['referral sent to accepted, over Easter', '2026-03-26', '2026-04-14', 11],
    ['referral sent to service started, over Easter', '2026-03-26', '2026-04-16', 13],
    ['the same day', '2026-03-05', '2026-03-05', 0],
    ['Friday to Monday', '2026-03-06', '2026-03-09', 1],
    ['Friday to Sunday', '2026-03-06', '2026-03-08', 0],
    ['over Christmas and New Year', '2026-12-24', '2027-01-04', 4],
  ])('%s: %s to %s is %d', (_, from, to, count) => {
    expect(workingDaysBetween(localDate(from), localDate(to))).toBe(count);
  });

  it('are counted below zero when B lies before A', () => {
    expect(workingDaysBetween(localDate('2026-02-10'), localDate('2026-01-13'))).toBe(-20);
  });

  it('add up over any day between', () => {
    const start = localDate('2026-03-01');
    for (let day = 0; day <= 60; day += 1) {
      const [middle, end] = [addDays(start, day), addDays(start, 60)];
      expect(workingDaysBetween(start, middle) + workingDaysBetween(middle, end)).toBe(
        workingDaysBetween(start, end),
      );
    }
  });
});

describe('the n-th working day', () => {
  it.each([
    ['three before a panel closes its agenda', '2026-03-10', -3, '2026-03-05'],
    ['three before, over a weekend', '2026-03-03', -3, '2026-02-26'],
    ['three before, over Easter', '2026-04-08', -3, '2026-04-01'],
    ['twenty after a concern', '2026-01-13', 20, '2026-02-10'],
    ['one after a Saturday', '2026-03-07', 1, '2026-03-09'],
    ['one before a Sunday', '2026-03-08', -1, '2026-03-06'],
    ['none', '2026-03-07', 0, '2026-03-07'],
  ])('%s: %s and %d is %s', (_, from, amount, expected) => {
    expect(addWorkingDays(localDate(from), amount)).toBe(expected);
  });

  it('is that many working days away, from any working day', () => {
    let date = localDate('2025-12-01');
    for (let days = 0; days < 150; days += 1, date = addDays(date, 1)) {
      if (!isWorkingDay(date)) continue;
      for (const amount of [-35, -3, -1, 1, 10, 35])
        expect(workingDaysBetween(date, addWorkingDays(date, amount))).toBe(amount);
    }
  });
});

describe('a working day', () => {
  it.each([
    ['2026-04-02', true],
    ['2026-04-03', false],
    ['2026-04-04', false],
    ['2026-04-05', false],
    ['2026-04-06', false],
    ['2026-04-07', true],
  ])('%s: %p', (date, expected) => expect(isWorkingDay(localDate(date))).toBe(expected));
});

describe('counting without walking', () => {
  const walked = (from: LocalDate, to: LocalDate): number => {
    let days = 0;
    for (let date = from; date !== to;) {
      date = addDays(date, 1);
      if (isWorkingDay(date)) days += 1;
    }
    return days;
  };

  /** The same dates in every run. */
  const someDates = function* (howMany: number): Generator<readonly [LocalDate, number]> {
    let state = 20260113;
    const below = (limit: number) => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return state % limit;
    };
    for (let made = 0; made < howMany; made += 1)
      yield [addDays(localDate('2019-01-01'), below(4000)), below(60)];
  };

  it('agrees with a walk from day to day, years of one-off holidays included', () => {
    for (const [from, days] of someDates(60)) {
      const to = addDays(from, days);
      expect([from, to, workingDaysBetween(from, to)]).toEqual([from, to, walked(from, to)]);
      expect(workingDaysBetween(to, from)).toBe(0 - walked(from, to));
    }
  });

  it('finds the day that a walk finds, forwards and backwards, from any day of the week', () => {
    for (const [from, amount] of someDates(60)) {
      if (amount === 0) continue;
      const after = addWorkingDays(from, amount);
      expect([isWorkingDay(after), walked(from, after)]).toEqual([true, amount]);
      const before = addWorkingDays(from, -amount);
      const dayBefore = addDays(from, -1);
      expect([isWorkingDay(before), walked(addDays(before, -1), dayBefore)]).toEqual([
        true,
        amount,
      ]);
    }
  });

  it.each([
    ['after', '9999-12-31', 1],
    ['before', '0000-01-03', -9],
  ] as const)('comes to an end %s the last and first day that there are', (_, from, amount) =>
    expect(() => addWorkingDays(localDate(from), amount)).toThrow(NotADate),
  );

  it('comes to an end over nearly ten thousand years, up to the last day that there is', () => {
    const [from, to] = [localDate('0226-01-13'), localDate('9999-12-31')];
    const all = workingDaysBetween(from, to);
    expect(workingDaysBetween(to, from)).toBe(-all);
    expect(addWorkingDays(from, all)).toBe('9999-12-31');
    expect(all).toBe(
      workingDaysBetween(from, localDate('2026-01-13')) +
        workingDaysBetween(localDate('2026-01-13'), to),
    );
  });

  it.each([226, 1990, 2011, 2016, 2022, 2023, 2026, 2038, 9999])(
    'rests on bank holidays that all fall on weekdays: %i',
    (year) => {
      const { dates, computed } = bankHolidays(year);
      expect([...dates].filter((date) => weekday(date) > 5)).toEqual([]);
      if (computed) expect(dates.size).toBe(8);
    },
  );
});
