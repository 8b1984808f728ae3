import { Temporal } from 'temporal-polyfill';

declare const brand: unique symbol;
/** A moment in UTC, always `YYYY-MM-DDTHH:mm:ss.sssZ`, so text order is time order. */
export type Instant = string & { readonly [brand]: 'instant' };
/** A calendar date in Europe/London, `YYYY-MM-DD`. */
export type LocalDate = string & { readonly [brand]: 'localDate' };

/** When something happened: to the millisecond, or known only to the day (held as noon in London). */
export interface Moment {
  readonly occurredAt: Instant;
  readonly occurredPrecision?: 'day';
}

/** When it happened, without the rest of an envelope or a state. */
export const momentOf = ({ occurredAt, occurredPrecision }: Moment): Moment =>
  occurredPrecision === undefined ? { occurredAt } : { occurredAt, occurredPrecision };

const ZONE = 'Europe/London';

export class NotADate extends Error {}

const format = (instant: Temporal.Instant): Instant =>
  instant.toString({ smallestUnit: 'millisecond' }) as Instant;

const OURS = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const FIRST_YEAR = '0001';

/** What we wrote ourselves, nearly always; `Date` is many times as fast, and alters what it cannot hold. */
const isOurs = (text: string): text is Instant => {
  if (!OURS.test(text) || text < FIRST_YEAR) return false;
  const ms = Date.parse(text);
  return !Number.isNaN(ms) && new Date(ms).toISOString() === text;
};

/** Reads a date-time with offset; refuses impossible dates and times without an offset. */
export const instant = (text: string): Instant => {
  if (isOurs(text)) return text;
  try {
    const read = Temporal.Instant.from(text);
    if (read.epochMilliseconds < -62135596800000 || read.epochMilliseconds > 253402300799999)
      throw new RangeError('year out of range');
    return format(read);
  } catch {
    throw new NotADate('is not a date-time with an offset, like 2026-03-05T14:00:00Z');
  }
};

/** Reads `YYYY-MM-DD`; refuses 30 February. */
export const localDate = (text: string): LocalDate => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new NotADate('is not a date like 2026-03-05');
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() as LocalDate;
  } catch {
    throw new NotADate('is not a date of the calendar');
  }
};

export const instantOf = (date: Date): Instant => date.toISOString() as Instant;
export const milliseconds = (at: Instant): number => Date.parse(at);
export const addMilliseconds = (at: Instant, amount: number): Instant =>
  new Date(Date.parse(at) + amount).toISOString() as Instant;

/** Since 1900 London has been whole hours from UTC, so all of an hour is on one day: looked up once. */
const HOURS_FROM = Date.UTC(1900, 0, 1) / 3_600_000;
const MOST_HOURS = 10_000;
const dateOfHour = new Map<number, LocalDate>();

export const londonDate = (at: Instant): LocalDate => {
  const hour = Math.floor(Date.parse(at) / 3_600_000);
  const known = dateOfHour.get(hour);
  if (known !== undefined) return known;
  const date = Temporal.Instant.from(at)
    .toZonedDateTimeISO(ZONE)
    .toPlainDate()
    .toString() as LocalDate;
  if (hour < HOURS_FROM) return date;
  if (dateOfHour.size >= MOST_HOURS) dateOfHour.clear();
  dateOfHour.set(hour, date);
  return date;
};

const onLondonDay = (date: LocalDate, time: string): Temporal.Instant =>
  Temporal.PlainDate.from(date)
    .toZonedDateTime({ timeZone: ZONE, plainTime: Temporal.PlainTime.from(time) })
    .toInstant();

/** A time of day in London: `atLondon('2026-03-05', '14:30')`. */
export const atLondon = (date: LocalDate, time: string): Instant => format(onLondonDay(date, time));

/** What a date without a time is held as: 12:00 in London, with precision `day`. */
export const onDay = (date: LocalDate): Moment => ({
  occurredAt: atLondon(date, '12:00'),
  occurredPrecision: 'day',
});

/** The last millisecond of that London day: what a date means in an as-at question. */
export const endOfLondonDay = (date: LocalDate): Instant =>
  format(onLondonDay(addDays(date, 1), '00:00').subtract({ milliseconds: 1 }));

const DAY_MS = 86_400_000;

/** A date as a number, so that dates can be counted without walking over them. */
export const daysSince1970 = (date: LocalDate): number => Date.parse(date) / DAY_MS;

/** @throws NotADate beyond the years of four digits: what counts on there would not come to an end. */
export const addDays = (date: LocalDate, days: number): LocalDate => {
  const added = Temporal.PlainDate.from(date).add({ days });
  if (added.year < 0 || added.year > 9999) throw new NotADate('lies outside of the calendar');
  return added.toString() as LocalDate;
};

/** Calendar days from one London date to another; negative when the second is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days;

/** Whole years of age on a date. */
export const ageOn = (born: LocalDate, on: LocalDate): number =>
  Temporal.PlainDate.from(born).until(Temporal.PlainDate.from(on), { largestUnit: 'year' }).years;

export const weekday = (date: LocalDate): number => Temporal.PlainDate.from(date).dayOfWeek;

/** True when `a` lies before `b`. Where either is known to the day only, London dates are compared. */
export const happenedBefore = (a: Moment, b: Moment): boolean =>
  a.occurredPrecision === 'day' || b.occurredPrecision === 'day'
    ? londonDate(a.occurredAt) < londonDate(b.occurredAt)
    : a.occurredAt < b.occurredAt;

/** `5 March 2026`, for messages to people. */
export const inWords = (moment: Moment): string =>
  Temporal.PlainDate.from(londonDate(moment.occurredAt)).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
