import { given } from '@onestory/testing';
import {
  agendaClosesOn,
  panelSeries,
  setSeries,
  sittingDateFor,
  sittingDateFrom,
  sittingIdOf,
} from './panel-series.js';
import type { SeriesTerms } from './panel-series.js';
import {
  CadenceDoesNotFit,
  NoSuchFraction,
  NoSuchRequiredSeat,
  NotOneChair,
  SeatGivenTwice,
} from './refusals.js';
import { date, series, terms } from './testing/ashcombe-panel.js';

const set = (data: SeriesTerms) => ({ type: 'SeriesSet', data }) as const;

describe('setting a panel series', () => {
  it('gives it seats, cadence and quorum', () =>
    given(panelSeries).when(setSeries(terms)).then(set(terms)));

  it('the same way twice is setting it once; other terms hold from then on', () => {
    given(panelSeries, set(terms)).when(setSeries(terms)).nothing();
    const { everyWeeks, weekday } = terms.cadence;
    given(panelSeries, set(terms))
      .when(setSeries({ ...terms, cadence: { weekday, everyWeeks } }))
      .nothing();
    given(panelSeries, set(terms))
      .when(setSeries({ ...terms, agendaClosesWorkingDays: 5 }))
      .thenTypes('SeriesSet');
  });

  it.each([
    ['a seat twice', SeatGivenTwice, { seats: [terms.seats[0]!, terms.seats[0]!] }],
    ['no chair', NotOneChair, { seats: terms.seats.slice(1) }],
    ['a required seat that is not there', NoSuchRequiredSeat, { seats: terms.seats.slice(0, 2) }],
    ['four thirds', NoSuchFraction, { quorum: { ...terms.quorum, fraction: [4, 3] as const } }],
    ['a first date on another weekday', CadenceDoesNotFit, { from: date('2026-01-07') }],
    ['every half week', CadenceDoesNotFit, { cadence: { everyWeeks: 0.5, weekday: 2 } }],
  ])('is refused with %s', (_what, refusal, wrong) =>
    given(panelSeries)
      .when(setSeries({ ...terms, ...wrong }))
      .refuses(refusal),
  );
});

describe('the sittings of every fourth Tuesday', () => {
  it('follow the cadence', () => {
    expect(sittingDateFrom(terms, date('2025-11-01'))).toBe('2026-01-06');
    expect(sittingDateFrom(terms, date('2026-01-07'))).toBe('2026-02-03');
    expect(sittingDateFrom(terms, date('2026-03-03'))).toBe('2026-03-03');
    expect(sittingDateFrom(terms, date('2026-03-04'))).toBe('2026-03-31');
  });

  it('move to the next working day from a bank holiday', () => {
    const mondays = { ...terms, cadence: { everyWeeks: 1, weekday: 1 }, from: date('2026-03-02') };
    expect(sittingDateFrom(mondays, date('2026-04-04'))).toBe('2026-04-07');
    expect(sittingDateFrom(mondays, date('2026-04-07'))).toBe('2026-04-07');
    expect(sittingDateFrom(mondays, date('2026-04-08'))).toBe('2026-04-13');
  });

  it('have one id per day', () => {
    const day = date('2026-03-03');
    expect(sittingIdOf(series, day)).toBe(sittingIdOf(series, day));
    expect(sittingIdOf(series, day)).not.toBe(sittingIdOf(series, date('2026-03-10')));
  });
});

describe('the agenda', () => {
  it('closes three working days before', () => {
    expect(agendaClosesOn(terms, date('2026-03-03'))).toBe('2026-02-26');
    expect(agendaClosesOn(terms, date('2026-04-07'))).toBe('2026-03-31');
  });

  it('takes an item until that day is over; a later one goes to the next sitting', () => {
    expect(sittingDateFor(terms, date('2026-02-25'))).toBe('2026-03-03');
    expect(sittingDateFor(terms, date('2026-02-26'))).toBe('2026-03-03');
    expect(sittingDateFor(terms, date('2026-02-27'))).toBe('2026-03-31');
    expect(sittingDateFor(terms, date('2026-03-03'))).toBe('2026-03-31');
  });
});
