import { endOfLondonDay, idFrom, instant, localDate } from '@onestory/kernel';
import type { EventId } from '@onestory/kernel';
import { within } from './until.js';

const plan: EventId = idFrom('plan');
const visit: EventId = idFrom('visit');
const correction: EventId = idFrom('correction');
const secondCorrection: EventId = idFrom('correction of the correction');

const fact = (id: EventId, occurred: string, recorded: string, corrects?: EventId) => ({
  id,
  occurredAt: instant(`2026-${occurred}T12:00:00Z`),
  recordedAt: instant(`2026-${recorded}T12:00:00Z`),
  ...(corrects && { corrects }),
});
const facts = [
  fact(plan, '02-24', '02-24'),
  fact(visit, '03-05', '03-11'),
  fact(correction, '04-14', '04-14', plan),
  fact(secondCorrection, '04-20', '04-20', correction),
];
const end = (day: string) => endOfLondonDay(localDate(`2026-${day}`));
const seen = (asAt?: string, asKnown?: string) =>
  within(
    facts,
    { ...(asAt && { asAt: end(asAt) }), ...(asKnown && { asKnown: end(asKnown) }) },
    ({ corrects }) => corrects,
  ).map(({ id }) => id);

describe('a stream at a time', () => {
  it('is all of it without a limit', () =>
    expect(seen()).toEqual([plan, visit, correction, secondCorrection]));

  it('as at a day holds what had happened by then, however late it was recorded', () =>
    expect(seen('03-10')).toContain(visit));

  it('as at a day holds what is known now of then: corrections made since, and corrections of those', () =>
    expect(seen('02-28')).toEqual([plan, correction, secondCorrection]));

  it('as at a day before its target does not hold a correction', () =>
    expect(seen('02-23')).toEqual([]));

  it('as known on a day holds what was recorded by then, corrections too', () => {
    expect(seen(undefined, '03-10')).toEqual([plan]);
    expect(seen(undefined, '04-14')).toEqual([plan, visit, correction]);
  });

  it('as at a day and as known on another keeps both limits', () => {
    expect(seen('02-28', '04-13')).toEqual([plan]);
    expect(seen('02-28', '04-14')).toEqual([plan, correction]);
    expect(seen('02-23', '04-30')).toEqual([]);
  });
});
