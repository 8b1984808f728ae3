import { BeforeWhatItAnswers, idFrom, onDay } from '@onestory/kernel';
import type { AgendaItemId } from '@onestory/kernel';
import { fold, given, on } from '@onestory/testing';
import { attend, declareConflict, leave, listItems, scheduleSitting } from './convening.js';
import {
  AgendaClosed,
  NoSuchSeat,
  NotOnThisAgenda,
  NotOnTheDay,
  NotScheduled,
  NotYourSeat,
  SeatIsEmpty,
  SeatIsTaken,
  SitsElsewhere,
  SittingInThePast,
  WorksElsewhere,
} from './refusals.js';
import { quorumAt, sitting } from './sitting.js';
import { standingOf } from './standing.js';
import type { SittingFact } from './sitting.js';
import {
  agencyOf,
  attended,
  conflict,
  date,
  episode,
  item,
  left,
  listed,
  memberOf,
  onTenth,
  postsOf,
  scheduled,
  thirdOfMarch,
} from './testing/ashcombe-panel.js';

const DAY = '2026-03-03';
const other: AgendaItemId = idFrom('another item');
const deputy = memberOf('a deputy');

const agreed = [on('2026-02-03', scheduled), on('2026-02-25', listed)];
const at = (time: string, facts: readonly SittingFact[]) =>
  facts.map((fact) => on(`${DAY}T${time}:00Z`, fact));
const seven = [...agreed, ...at('14:00', onTenth.map(attended))];
describe('scheduling a sitting', () => {
  it('keeps the terms of the day', () =>
    given(sitting).when(scheduleSitting(thirdOfMarch), '2026-02-03').then(scheduled));

  it('twice is scheduling it once', () =>
    given(sitting, scheduled).when(scheduleSitting(thirdOfMarch), '2026-02-03').nothing());

  it('is for a day to come', () =>
    given(sitting)
      .when(scheduleSitting(thirdOfMarch), '2026-03-04')
      .refuses(SittingInThePast, /2026-03-03/));
});

describe('listing an item', () => {
  const list = (submittedOn: string) =>
    listItems([{ item, episode, submittedOn: date(submittedOn) }]);

  it('puts it on the agenda', () =>
    given(sitting, scheduled).when(list('2026-02-25'), '2026-02-25').then(listed));

  it('waits until a sitting is scheduled', () =>
    given(sitting).when(list('2026-02-25'), '2026-02-25').refuses(NotScheduled));

  it('twice is listing it once', () =>
    given(sitting, scheduled, listed).when(list('2026-02-25'), '2026-02-25').nothing());

  it('is refused once the agenda has closed', () =>
    given(sitting, scheduled)
      .when(list('2026-02-27'), '2026-02-27')
      .refuses(AgendaClosed, /2026-02-26.*next sitting/));
});

describe('attendance', () => {
  it('is by seat', () =>
    given(sitting, ...agreed)
      .when(attend({ seat: 'health', member: memberOf('health'), posts: postsOf('health') }), DAY)
      .then(attended('health')));

  it('twice is attending once', () =>
    given(sitting, ...agreed, on(DAY, attended('health')))
      .when(attend({ seat: 'health', member: memberOf('health'), posts: postsOf('health') }), DAY)
      .nothing());

  it("by a deputy carries the seat's vote", () =>
    given(sitting, ...agreed)
      .when(attend({ seat: 'health', member: deputy, posts: postsOf('health') }), DAY)
      .then({ type: 'MemberAttended', data: { seat: 'health', member: deputy, deputy: true } }));

  it('gives one vote per seat, and one per person', () => {
    given(sitting, ...agreed, on(DAY, attended('health')))
      .when(attend({ seat: 'health', member: deputy, posts: postsOf('health') }), DAY)
      .refuses(SeatIsTaken, /one vote/);
    given(sitting, ...agreed, on(DAY, attended('health')))
      .when(attend({ seat: 'police', member: memberOf('health'), posts: postsOf('police') }), DAY)
      .refuses(SitsElsewhere, /seat health/);
  });

  it('may pass from the member to a deputy during the meeting', () =>
    given(
      sitting,
      ...agreed,
      ...at('14:00', [attended('health')]),
      ...at('15:00', [left('health')]),
    )
      .when(
        attend({ seat: 'health', member: deputy, posts: postsOf('health') }),
        `${DAY}T15:00:00Z`,
      )
      .thenTypes('MemberAttended'));

  it('is by somebody who works for the agency of the seat on that day', () => {
    const health = { seat: 'health', member: memberOf('health') };
    const left2025 = [
      { agency: agencyOf('health'), from: date('2024-01-01'), to: date('2025-12-31') },
    ];
    given(sitting, ...agreed)
      .when(attend({ ...health, posts: postsOf('police') }), DAY)
      .refuses(WorksElsewhere);
    given(sitting, ...agreed)
      .when(attend({ ...health, posts: left2025 }), DAY)
      .refuses(WorksElsewhere);
  });

  it('is on the day, on a seat of the panel, at a sitting that is scheduled', () => {
    const health = attend({ seat: 'health', member: memberOf('health'), posts: postsOf('health') });
    given(sitting, ...agreed)
      .when(health, '2026-03-04')
      .refuses(NotOnTheDay, /2026-03-03/);
    given(sitting, ...agreed)
      .when(attend({ seat: 'fire_service', member: deputy, posts: postsOf('fire_service') }), DAY)
      .refuses(NoSuchSeat);
    given(sitting).when(health, DAY).refuses(NotScheduled);
  });
});

describe('leaving', () => {
  it('empties the seat', () =>
    given(sitting, ...agreed, ...at('14:00', [attended('health')]))
      .when(leave({ seat: 'health' }), `${DAY}T15:00:00Z`)
      .then(left('health')));

  it('twice is leaving once; a seat that nobody took cannot be left', () => {
    given(sitting, ...agreed, on(DAY, attended('health')), on(DAY, left('health')))
      .when(leave({ seat: 'health' }), DAY)
      .nothing();
    given(sitting, ...agreed)
      .when(leave({ seat: 'health' }), DAY)
      .refuses(SeatIsEmpty);
  });

  it('comes after coming', () =>
    given(sitting, ...agreed, ...at('14:00', [attended('health')]))
      .when(leave({ seat: 'health' }), `${DAY}T13:00:00Z`)
      .refuses(BeforeWhatItAnswers));

  it('changes the quorum from then on, not before', () => {
    const state = fold(sitting, ...seven, ...at('15:00', [left('health')]));
    if (state.stage === 'not scheduled') throw new Error('not scheduled');
    const quorateAt = (time: string) =>
      quorumAt(state, { occurredAt: `${DAY}T${time}:00.000Z` as never }).quorate;
    expect([quorateAt('13:59'), quorateAt('14:59'), quorateAt('15:00')]).toEqual([
      false,
      true,
      false,
    ]);
  });
});

describe('an interest in an item', () => {
  const declare = (seat: string, about = item) =>
    declareConflict({ item: about, seat, interest: 'a neighbour' });

  it('is declared by who sits there', () =>
    given(sitting, ...seven)
      .when(declare('housing'), `${DAY}T14:10:00Z`)
      .then(conflict('housing')));

  it('is declared by a member for their own seat only', () => {
    const own = (by: string) =>
      declareConflict({ item, seat: 'housing', interest: 'a neighbour', by: memberOf(by) });
    given(sitting, ...seven)
      .when(own('housing'), `${DAY}T14:10:00Z`)
      .then(conflict('housing'));
    given(sitting, ...seven)
      .when(own('police'), `${DAY}T14:10:00Z`)
      .refuses(NotYourSeat);
  });

  it('twice is declared once', () =>
    given(sitting, ...seven, ...at('14:10', [conflict('housing')]))
      .when(declare('housing'), `${DAY}T14:10:00Z`)
      .nothing());

  it('needs the item on the agenda and somebody on the seat', () => {
    given(sitting, ...seven)
      .when(declare('housing', other), DAY)
      .refuses(NotOnThisAgenda);
    given(sitting, ...seven)
      .when(declare('youth'), `${DAY}T14:10:00Z`)
      .refuses(SeatIsEmpty);
  });

  it('is the person’s: a deputy may vote in their place', () => {
    const state = fold(
      sitting,
      ...seven,
      ...at('14:10', [
        conflict('housing'),
        left('housing'),
        { type: 'MemberAttended', data: { seat: 'housing', member: deputy, deputy: true } },
      ]),
    );
    const moment = { occurredAt: `${DAY}T14:20:00.000Z` as never };
    expect(standingOf(state, item, moment)?.quorum).toMatchObject({ conflicted: 0, voting: 7 });
  });
});

describe('who is in the chair for an item', () => {
  const chairing = (...facts: readonly SittingFact[]) =>
    standingOf(fold(sitting, ...seven, ...at('14:10', facts)), item, onDay(thirdOfMarch.date))
      ?.inTheChair;

  it('is the chair', () => expect(chairing()).toBe(memberOf('early_help')));
  it('is the vice where the chair left', () =>
    expect(chairing(left('early_help'))).toBe(memberOf('education')));
  it('is the vice where the chair is conflicted', () =>
    expect(chairing(conflict('early_help'))).toBe(memberOf('education')));
  it('is nobody where both are', () =>
    expect(chairing(conflict('early_help'), conflict('education'))).toBeUndefined());
});
