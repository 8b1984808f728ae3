import { fold, given, on } from '@onestory/testing';
import { scheduleByCadence, scheduleOn, scheduleSitting } from './convening.js';
import { cancelSitting, moveSitting, reconvene, scheduleAgain } from './meeting-again.js';
import {
  DayIsTaken,
  NotAWorkingDay,
  NotScheduled,
  OffTheCadence,
  SittingHasBegun,
  SittingInThePast,
  SittingIsOver,
} from './refusals.js';
import { isTaken, sitting, undecidedOf } from './sitting.js';
import type { SittingFact } from './sitting.js';
import {
  attended,
  date,
  episode,
  first,
  item,
  listed,
  scheduled,
  second,
  series,
  tenthOfMarch,
  terms,
  thirdOfMarch,
} from './testing/ashcombe-panel.js';

const agreed = [on('2026-02-03', scheduled), on('2026-02-25', listed)];
const moved: SittingFact = {
  type: 'SittingMoved',
  data: {
    ...{ newSitting: second, date: tenthOfMarch.date, items: [item] },
    reason: 'venue_unavailable',
  },
};
const cancelled: SittingFact = {
  type: 'SittingCancelled',
  data: { date: thirdOfMarch.date, items: [item], reason: 'emergency' },
};
const begun = on('2026-03-03T14:00:00Z', attended('health'));

describe('the day of a sitting', () => {
  const schedule = (day: string) => scheduleOn(series, terms, date(day));
  const byCadence = (day: string, why: Partial<Parameters<typeof scheduleByCadence>[0]> = {}) =>
    scheduleByCadence({ schedule: schedule(day), terms, ...why });

  it('is one of the cadence, or says why not', () => {
    given(sitting).when(byCadence('2026-03-03'), '2026-02-03').then(scheduled);
    given(sitting)
      .when(byCadence('2026-03-10'), '2026-02-03')
      .refuses(OffTheCadence, /next day is 2026-03-31/);
    const offCadence = 'urgent_items';
    given(sitting)
      .when(byCadence('2026-03-10', { offCadence }), '2026-02-03')
      .then({ type: 'SittingScheduled', data: { ...schedule('2026-03-10'), offCadence } });
  });

  it('is a working day, whatever the reason', () => {
    const offCadence = 'members_unavailable';
    const christmas = byCadence('2026-12-25', { offCadence });
    given(sitting)
      .when(christmas, '2026-02-03')
      .refuses(NotAWorkingDay, /2026-12-25/);
    given(sitting)
      .when(scheduleSitting(schedule('2026-03-07')), '2026-02-03')
      .refuses(NotAWorkingDay);
  });
});

describe('a sitting that is moved', () => {
  const move = (change: Partial<Parameters<typeof moveSitting>[0]> = {}) =>
    moveSitting({
      ...{ date: tenthOfMarch.date, reason: 'venue_unavailable', dayIsTaken: false },
      ...change,
    });

  it('takes its items along to another working day', () => {
    given(sitting, ...agreed)
      .when(move(), '2026-02-26')
      .then(moved);
    given(sitting, ...agreed, moved)
      .when(move(), '2026-02-26')
      .nothing();
    const after = fold(sitting, ...agreed, moved);
    expect(undecidedOf(after)).toEqual([{ item, episode }]);
    given(sitting)
      .when(
        scheduleAgain({
          schedule: tenthOfMarch,
          inPlaceOf: { movedFrom: first },
          items: undecidedOf(after),
        }),
        '2026-02-26',
      )
      .then({ type: 'SittingScheduled', data: { ...tenthOfMarch, movedFrom: first } }, listed);
  });

  it('has not begun, and goes to a day that is free, lies ahead and is worked on', () => {
    const asked = given(sitting, ...agreed);
    given(sitting, ...agreed, begun)
      .when(move(), '2026-03-03')
      .refuses(SittingHasBegun);
    given(sitting).when(move()).refuses(NotScheduled);
    given(sitting, ...agreed, cancelled)
      .when(move())
      .refuses(SittingIsOver);
    asked.when(move({ dayIsTaken: true }), '2026-02-26').refuses(DayIsTaken);
    asked.when(move({ date: thirdOfMarch.date }), '2026-02-26').refuses(DayIsTaken);
    asked.when(move({ date: date('2026-02-25') }), '2026-02-26').refuses(SittingInThePast);
    asked.when(move({ date: date('2026-04-03') }), '2026-02-26').refuses(NotAWorkingDay);
  });

  it('leaves its day free', () => {
    const after = fold(sitting, ...agreed, moved);
    expect(isTaken(after)).toBe(false);
    given(sitting, ...agreed, moved)
      .when(scheduleSitting(thirdOfMarch), '2026-02-26')
      .then(scheduled);
    expect(fold(sitting, ...agreed, moved, scheduled)).toMatchObject({
      ...{ stage: 'scheduled', items: [] },
    });
  });
});

describe('a sitting that is cancelled', () => {
  const cancel = cancelSitting({ reason: 'emergency' });

  it('names the items that it leaves, once', () => {
    given(sitting, ...agreed)
      .when(cancel)
      .then(cancelled);
    given(sitting, ...agreed, cancelled)
      .when(cancel)
      .nothing();
  });

  it('has not begun', () => {
    given(sitting, ...agreed, begun)
      .when(cancel)
      .refuses(SittingHasBegun);
    given(sitting, ...agreed, moved)
      .when(cancel)
      .refuses(SittingIsOver);
  });
});

describe('a sitting that is reconvened', () => {
  it('meets on a working day', () => {
    const inquorate: SittingFact = {
      type: 'SittingInquorate',
      data: {
        ...{ present: 5, needed: 6, conflicted: 0, voting: 5, missingSeats: [] },
        ...{ date: thirdOfMarch.date, items: [item] },
      },
    };
    given(sitting, ...agreed, inquorate)
      .when(reconvene({ date: date('2026-03-07'), withinDays: 28 }))
      .refuses(NotAWorkingDay);
    expect(isTaken(fold(sitting, ...agreed, inquorate))).toBe(true);
  });
});
