import { bankHolidays, computedBankHolidays } from './bank-holidays.js';
import { weekday } from './time.js';

const sorted = (year: number): readonly string[] => [...computedBankHolidays(year).dates].sort();

describe('bank holidays in England and Wales', () => {
  it.each([2024, 2025, 2026, 2027])('of %d are proclaimed, and are what the rules give', (year) => {
    expect(bankHolidays(year).computed).toBe(false);
    expect(sorted(year)).toEqual([...bankHolidays(year).dates].sort());
  });

  it('of 2023 had one more than the rules give: the coronation', () => {
    const extra = [...bankHolidays(2023).dates].filter((date) => !sorted(2023).includes(date));
    expect(extra).toEqual(['2023-05-08']);
    expect(bankHolidays(2023).dates.size).toBe(9);
  });

  it('of a year not yet proclaimed are computed, and marked so', () => {
    expect(bankHolidays(2028).computed).toBe(true);
    expect([...bankHolidays(2028).dates].sort()).toEqual([
      '2028-01-03',
      '2028-04-14',
      '2028-04-17',
      '2028-05-01',
      '2028-05-29',
      '2028-08-28',
      '2028-12-25',
      '2028-12-26',
    ]);
  });

  it('move off a weekend, each to a weekday of its own', () => {
    expect(sorted(2021).slice(-2)).toEqual(['2021-12-27', '2021-12-28']);
    expect(sorted(2022).slice(-2)).toEqual(['2022-12-26', '2022-12-27']);
    expect(sorted(2022)[0]).toBe('2022-01-03');
  });

  it('are eight different weekdays in every year of the rules', () => {
    for (let year = 1979; year <= 2100; year += 1) {
      expect(sorted(year)).toHaveLength(8);
      for (const date of computedBankHolidays(year).dates) expect(weekday(date)).toBeLessThan(6);
    }
  });

  it('are the same set, asked again', () => expect(bankHolidays(2026)).toBe(bankHolidays(2026)));
});
