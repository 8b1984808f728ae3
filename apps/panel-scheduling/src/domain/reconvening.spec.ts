import { idFrom } from '@onestory/kernel';
import type { AgendaItemId } from '@onestory/kernel';
import { fold, given, on } from '@onestory/testing';
import { attend, declareInquorate } from './convening.js';
import { reconvene, scheduleAgain } from './meeting-again.js';
import { NotAnItemOfTheAgenda } from './item-refusals.js';
import {
  ReconvenedElsewhere,
  ReconvenedTooLate,
  SittingIsNotInquorate,
  SittingIsOver,
  SittingIsQuorate,
} from './refusals.js';
import { sitting, undecidedOf } from './sitting.js';
import type { SittingFact } from './sitting.js';
import {
  attended,
  date,
  episode,
  first,
  item,
  left,
  listed,
  memberOf,
  onTenth,
  onThird,
  postsOf,
  scheduled,
  second,
  tenthOfMarch,
  thirdOfMarch,
} from './testing/ashcombe-panel.js';

const DAY = '2026-03-03';
const other: AgendaItemId = idFrom('another item');

const agreed = [on('2026-02-03', scheduled), on('2026-02-25', listed)];
const at = (time: string, facts: readonly SittingFact[]) =>
  facts.map((fact) => on(`${DAY}T${time}:00Z`, fact));
const onlyFive = [...agreed, ...at('14:00', onThird.map(attended))];
const seven = [...agreed, ...at('14:00', onTenth.map(attended))];
const inquorate: SittingFact = {
  type: 'SittingInquorate',
  data: {
    present: 5,
    needed: 6,
    conflicted: 0,
    voting: 5,
    missingSeats: ['health'],
    date: thirdOfMarch.date,
    items: [item],
  },
};
const reconvened: SittingFact = {
  type: 'SittingReconvened',
  data: { newSitting: second, date: tenthOfMarch.date, items: [item] },
};

describe('an inquorate sitting', () => {
  it('says who was missing, and which items wait', () =>
    given(sitting, ...onlyFive)
      .when(declareInquorate({ settled: [] }), `${DAY}T14:15:00Z`)
      .then(inquorate));

  it('notes the views on what is left undecided, and on nothing else', () => {
    const noting = (...views: { item: AgendaItemId; view: string }[]) =>
      given(sitting, ...onlyFive).when(
        declareInquorate({ settled: [], views }),
        `${DAY}T14:15:00Z`,
      );
    const view = { item, view: 'in favour' };
    const views = [{ item, episode, view: 'in favour' }];
    noting(view).then({ ...inquorate, data: { ...inquorate.data, views } } as SittingFact);
    noting({ ...view, item: other }).refuses(NotAnItemOfTheAgenda);
    noting(view, view).refuses(NotAnItemOfTheAgenda);
  });

  it('is said once', () =>
    given(sitting, ...onlyFive, on(DAY, inquorate))
      .when(declareInquorate({ settled: [] }), DAY)
      .nothing());

  it('is not said of a quorate one', () =>
    given(sitting, ...seven)
      .when(declareInquorate({ settled: [] }), `${DAY}T14:15:00Z`)
      .refuses(SittingIsQuorate, /7 voting where 6/));

  it('may become so in mid-meeting: what was decided before stands', () =>
    given(sitting, ...seven, ...at('15:00', [left('health')]))
      .when(declareInquorate({ settled: [item] }), `${DAY}T15:05:00Z`)
      .then({
        type: 'SittingInquorate',
        data: {
          present: 6,
          needed: 6,
          conflicted: 0,
          voting: 6,
          missingSeats: ['health'],
          date: thirdOfMarch.date,
          items: [],
        },
      }));

  it('takes nobody in any more', () =>
    given(sitting, ...onlyFive, on(DAY, inquorate))
      .when(attend({ seat: 'health', member: memberOf('health'), posts: postsOf('health') }), DAY)
      .refuses(SittingIsOver));
});

describe('reconvening', () => {
  const to = (day: string) => reconvene({ date: date(day), withinDays: 28 });
  const over = [...onlyFive, on(DAY, inquorate)];

  it('takes the undecided items to another day', () =>
    given(sitting, ...over)
      .when(to('2026-03-10'), DAY)
      .then(reconvened));

  it('twice to one day is once; to another day is refused', () => {
    given(sitting, ...over, on(DAY, reconvened))
      .when(to('2026-03-10'), DAY)
      .nothing();
    given(sitting, ...over, on(DAY, reconvened))
      .when(to('2026-03-11'), DAY)
      .refuses(ReconvenedElsewhere);
  });

  it('is after the day and within the policy', () => {
    given(sitting, ...over)
      .when(to('2026-03-03'), DAY)
      .refuses(ReconvenedTooLate);
    given(sitting, ...over)
      .when(to('2026-04-01'), DAY)
      .refuses(ReconvenedTooLate, /2026-03-31/);
  });

  it('is for inquorate sittings', () =>
    given(sitting, ...seven)
      .when(to('2026-03-10'), DAY)
      .refuses(SittingIsNotInquorate));

  it('is for what was left undecided', () => {
    expect(undecidedOf(fold(sitting, ...over, on(DAY, reconvened)))).toEqual([{ item, episode }]);
    expect(undecidedOf(fold(sitting, ...seven))).toEqual([]);
  });

  it('schedules the new sitting with the same items, whenever its agenda closes', () => {
    const schedule = scheduleAgain({
      schedule: tenthOfMarch,
      inPlaceOf: { reconvenes: first },
      items: [{ item, episode }],
    });
    given(sitting)
      .when(schedule, '2026-03-09')
      .then({ type: 'SittingScheduled', data: { ...tenthOfMarch, reconvenes: first } }, listed);
    given(sitting, { type: 'SittingScheduled', data: tenthOfMarch }, listed)
      .when(schedule, '2026-03-09')
      .nothing();
  });
});
