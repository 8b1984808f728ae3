import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  addDays,
  addMilliseconds,
  ageOn,
  atLondon,
  daysBetween,
  endOfLondonDay,
  happenedBefore,
  instant,
  instantOf,
  inWords,
  localDate,
  londonDate,
  milliseconds,
  momentOf,
  NotADate,
  onDay,
  weekday,
} from './time.js';

describe('an instant', () => {
  it.each([
    ['2026-03-05T14:00:00Z', '2026-03-05T14:00:00.000Z'],
    ['2026-06-05T14:00:00+01:00', '2026-06-05T13:00:00.000Z'],
    ['2026-03-05T14:00:00.123456Z', '2026-03-05T14:00:00.123Z'],
    ['2026-01-01T00:30:00+01:00', '2025-12-31T23:30:00.000Z'],
  ])('reads %s as %s', (text, expected) => expect(instant(text)).toBe(expected));

  it.each([
    '2026-03-05',
    '2026-03-05T14:00:00',
    '2026-02-30T14:00:00Z',
    '2025-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-03-05T25:00:00Z',
    '+010000-01-01T00:00:00Z',
    '-000001-01-01T00:00:00Z',
    '0000-12-31T23:59:59Z',
    'yesterday',
    '',
  ])('refuses %p', (text) => expect(() => instant(text)).toThrow(NotADate));

  it('has text order that is time order', () => {
    const texts = ['0001-01-01T00:00:00Z', '1999-12-31T23:59:59.999Z', '2026-03-05T14:00:00Z'];
    const instants = [...texts, '9999-12-31T23:59:59.999Z'].map(instant);
    expect([...instants].sort()).toEqual(instants);
    expect(instants.map(milliseconds).sort((a, b) => a - b)).toEqual(instants.map(milliseconds));
  });

  it('goes to milliseconds and back', () => {
    const at = instant('2026-03-05T14:00:00.123Z');
    expect(instantOf(new Date(milliseconds(at)))).toBe(at);
    expect(addMilliseconds(at, -124)).toBe('2026-03-05T13:59:59.999Z');
  });
});

describe('a date', () => {
  it('is a day of the calendar', () => {
    expect(localDate('2024-02-29')).toBe('2024-02-29');
    for (const text of ['2026-02-30', '2025-02-29', '2026-04-31', '2026-00-10', '2026-13-01'])
      expect(() => localDate(text)).toThrow('is not a date of the calendar');
  });

  it('is written one way only', () => {
    for (const text of [
      '5 March 2026',
      '2026-3-5',
      '20260305',
      '2026-03-05T00:00:00Z',
      ' 2026-03-05',
    ])
      expect(() => localDate(text)).toThrow('like 2026-03-05');
  });

  it('is counted over month ends and clock changes', () => {
    expect(addDays(localDate('2026-03-28'), 2)).toBe('2026-03-30');
    expect(addDays(localDate('2024-03-01'), -1)).toBe('2024-02-29');
    expect(daysBetween(localDate('2026-01-13'), localDate('2026-04-16'))).toBe(93);
    expect(daysBetween(localDate('2026-04-16'), localDate('2026-01-13'))).toBe(-93);
    expect(weekday(localDate('2026-03-10'))).toBe(2);
  });

  it('gives whole years of age', () => {
    const born = localDate('2016-03-05');
    expect(ageOn(born, localDate('2026-03-04'))).toBe(9);
    expect(ageOn(born, localDate('2026-03-05'))).toBe(10);
    expect(ageOn(born, born)).toBe(0);
  });

  it('gives a child of 29 February another year on 1 March', () => {
    const born = localDate('2016-02-29');
    expect(ageOn(born, localDate('2026-02-28'))).toBe(9);
    expect(ageOn(born, localDate('2026-03-01'))).toBe(10);
    expect(ageOn(born, localDate('2024-02-29'))).toBe(8);
  });
});

describe('London', () => {
  it('is in its summer time from the last Sunday of March to that of October', () => {
    expect(atLondon(localDate('2026-03-28'), '14:30')).toBe('2026-03-28T14:30:00.000Z');
    expect(atLondon(localDate('2026-03-29'), '14:30')).toBe('2026-03-29T13:30:00.000Z');
    expect(atLondon(localDate('2026-10-24'), '14:30')).toBe('2026-10-24T13:30:00.000Z');
    expect(atLondon(localDate('2026-10-25'), '14:30')).toBe('2026-10-25T14:30:00.000Z');
  });

  it('has a date of its own when its summer nights are yesterday in UTC', () => {
    expect(londonDate(instant('2026-06-05T22:59:59.999Z'))).toBe('2026-06-05');
    expect(londonDate(instant('2026-06-05T23:00:00Z'))).toBe('2026-06-06');
    expect(londonDate(instant('2026-01-05T23:00:00Z'))).toBe('2026-01-05');
  });

  it('has the same London date for all of an hour, as the calendar has it', () => {
    const hour = fc.integer({ min: -70 * 8_766, max: 200 * 8_766 });
    const within = fc.integer({ min: 0, max: 3_599_999 });
    fc.assert(
      fc.property(hour, within, (hours, ms) => {
        const at = new Date(hours * 3_600_000 + ms).toISOString();
        const calendar = Temporal.Instant.from(at).toZonedDateTimeISO('Europe/London');
        expect(londonDate(instant(at))).toBe(calendar.toPlainDate().toString());
      }),
    );
  });

  it('takes the hour after a time that was skipped, and the first of two', () => {
    expect(atLondon(localDate('2026-03-29'), '01:30')).toBe('2026-03-29T01:30:00.000Z');
    expect(atLondon(localDate('2026-10-25'), '01:30')).toBe('2026-10-25T00:30:00.000Z');
  });

  it('ends its day with the last millisecond, be it of 23, 24 or 25 hours', () => {
    expect(endOfLondonDay(localDate('2026-01-13'))).toBe('2026-01-13T23:59:59.999Z');
    expect(endOfLondonDay(localDate('2026-06-05'))).toBe('2026-06-05T22:59:59.999Z');
    expect(endOfLondonDay(localDate('2026-03-29'))).toBe('2026-03-29T22:59:59.999Z');
    expect(endOfLondonDay(localDate('2026-10-25'))).toBe('2026-10-25T23:59:59.999Z');
    expect(endOfLondonDay(localDate('2026-12-31'))).toBe('2026-12-31T23:59:59.999Z');
  });

  it('leaves no moment between two days', () => {
    for (const text of ['2026-03-28', '2026-03-29', '2026-10-24', '2026-10-25', '2028-02-28']) {
      const end = endOfLondonDay(localDate(text));
      expect(londonDate(end)).toBe(text);
      expect(londonDate(addMilliseconds(end, 1))).toBe(addDays(localDate(text), 1));
    }
  });
});

describe('a moment known to the day', () => {
  const day = onDay(localDate('2026-06-05'));

  it('is held as noon in London', () =>
    expect(day).toEqual({ occurredAt: '2026-06-05T11:00:00.000Z', occurredPrecision: 'day' }));

  it('is neither before nor after any other moment of that day', () => {
    for (const time of ['00:00', '11:59', '12:01', '23:59']) {
      const other = { occurredAt: atLondon(localDate('2026-06-05'), time) };
      expect(happenedBefore(day, other)).toBe(false);
      expect(happenedBefore(other, day)).toBe(false);
    }
  });

  it('is before the first moment of the next London day', () => {
    const next = { occurredAt: instant('2026-06-05T23:00:00Z') };
    expect(happenedBefore(day, next)).toBe(true);
    expect(happenedBefore(next, day)).toBe(false);
  });

  it('does not blur two moments that are both exact', () => {
    const [a, b] = ['2026-06-05T11:00:00.000Z', '2026-06-05T11:00:00.001Z'].map(instant);
    expect(happenedBefore({ occurredAt: a! }, { occurredAt: b! })).toBe(true);
    expect(happenedBefore({ occurredAt: a! }, { occurredAt: a! })).toBe(false);
  });
});

describe('a moment of something', () => {
  it('is when it happened and how exactly that is known, and nothing else', () => {
    const day = onDay(localDate('2026-03-05'));
    expect(momentOf({ ...day, other: 1 } as typeof day)).toEqual(day);
    const exact = { occurredAt: instant('2026-03-05T14:00:00Z') };
    expect(Object.keys(momentOf({ ...exact, other: 1 } as typeof exact))).toEqual(['occurredAt']);
  });
});

describe('a moment in words', () => {
  it('is the London date', () => {
    expect(inWords(onDay(localDate('2026-03-05')))).toBe('5 March 2026');
    expect(inWords({ occurredAt: instant('2026-06-05T23:30:00Z') })).toBe('6 June 2026');
  });
});
