import { onDay } from '@onestory/kernel';
import { fold, given, on } from '@onestory/testing';
import { agendaItem } from './agenda-item.js';
import type { AgendaItemFact, DeferralReason } from './agenda-item.js';
import { decideItem } from './deciding-items.js';
import { deferCancelled, deferItem } from './deferring.js';
import {
  CoordinatorDefers,
  ItemIsDecided,
  ItemIsDeferred,
  ItemIsQuorate,
  NotRecordedAsPresent,
} from './item-refusals.js';
import { NotOnTheDay, NotOnThisAgenda, SittingIsOver } from './refusals.js';
import { sitting } from './sitting.js';
import type { SittingFact } from './sitting.js';
import { standingOf } from './standing.js';
import type { Standing } from './standing.js';
import {
  attended,
  child,
  conflict,
  date,
  episode,
  first,
  item,
  listed,
  memberOf,
  onTenth,
  scheduled,
  second,
  series,
} from './testing/ashcombe-panel.js';

const DAY = '2026-03-03';
const police = memberOf('police');

const submitted: AgendaItemFact = {
  type: 'AgendaItemSubmitted',
  data: {
    ...{ item, episode, children: [child], series, presenter: police, lead: police },
    ...{ assessment: 'a' as never, version: 1, ask: 'help at home', recipients: [] },
  },
};
const deferred = (reason: DeferralReason, by?: typeof police): AgendaItemFact => ({
  type: 'ItemDeferred',
  data: { item, episode, series, sitting: first, reason, ...(by && { by }) },
});
/** The item on 3 March, once these are there and these have declared an interest. */
const standing = (...facts: readonly SittingFact[]): Standing =>
  standingOf(
    fold(
      sitting,
      on('2026-02-03', scheduled),
      on('2026-02-25', listed),
      ...[...onTenth.map(attended), ...facts].map((fact) => on(`${DAY}T14:00:00Z`, fact)),
    ),
    item,
    onDay(date(DAY)),
  )!;
/** Chair and vice both have an interest: nobody can decide the item, and the other items go on. */
const stuck = standing(conflict('early_help'), conflict('education'));

describe('an item that the panel cannot decide', () => {
  const defer = (by?: typeof police, change: Partial<Standing> = {}) =>
    deferItem({ standing: { ...stuck, ...change }, reason: 'not_quorate', ...(by && { by }) });

  it('is deferred by the coordinator, or by any member who is there', () => {
    given(agendaItem, submitted).when(defer(), DAY).then(deferred('not_quorate'));
    given(agendaItem, submitted).when(defer(police), DAY).then(deferred('not_quorate', police));
    given(agendaItem, submitted)
      .when(defer(memberOf('youth')), DAY)
      .refuses(NotRecordedAsPresent);
  });

  it('is deferred once, on the day of the sitting that lists it', () => {
    given(agendaItem, submitted, deferred('not_quorate')).when(defer(), DAY).nothing();
    given(agendaItem, submitted).when(defer(), '2026-03-04').refuses(NotOnTheDay);
    given(agendaItem, submitted)
      .when(defer(undefined, { listed: false }), DAY)
      .refuses(NotOnThisAgenda);
    given(agendaItem, submitted)
      .when(defer(undefined, { over: true }), DAY)
      .refuses(SittingIsOver);
  });

  it('goes on waiting, and is decided where it comes next', () => {
    expect(fold(agendaItem, submitted, deferred('not_quorate'))).toMatchObject({
      ...{ stage: 'submitted', carriedOver: 1, deferredAt: [first] },
    });
    const decide = (where: Standing) =>
      decideItem({
        standing: where,
        by: memberOf('early_help'),
        decisions: [{ kind: 'package', funding: [] }],
      });
    const waiting = [submitted, deferred('not_quorate')];
    given(agendaItem, ...waiting)
      .when(decide(standing()), DAY)
      .refuses(ItemIsDeferred);
    given(agendaItem, ...waiting)
      .when(decide({ ...standing(), sitting: second }), DAY)
      .thenTypes('PackageApproved');
  });
});

describe('an item that the panel can decide', () => {
  it('is not deferred for want of a quorum', () =>
    given(agendaItem, submitted)
      .when(deferItem({ standing: standing(), reason: 'not_quorate' }), DAY)
      .refuses(ItemIsQuorate));

  it('is deferred for another reason by the coordinator or the chair, and not by a member', () => {
    const reason = 'information_missing';
    given(agendaItem, submitted)
      .when(deferItem({ standing: standing(), reason }), DAY)
      .then(deferred(reason));
    given(agendaItem, submitted)
      .when(deferItem({ standing: standing(), reason, by: police }), DAY)
      .refuses(CoordinatorDefers);
  });

  it('is not deferred once it is decided', () => {
    const counts = { present: 7, needed: 6, conflicted: 0, voting: 7, missingSeats: [] };
    const at = { item, episode, sitting: first, by: police, ...counts };
    const decided: AgendaItemFact = { type: 'PackageApproved', data: { ...at, funding: [] } };
    given(agendaItem, submitted, decided)
      .when(deferItem({ standing: stuck, reason: 'not_quorate' }), DAY)
      .refuses(ItemIsDecided);
    given(agendaItem, submitted, decided)
      .when(deferCancelled({ sitting: first }))
      .nothing();
  });
});

describe('an item of a sitting that is cancelled', () => {
  it('is deferred, once', () => {
    const cancelled = deferCancelled({ sitting: first });
    given(agendaItem, submitted).when(cancelled).then(deferred('sitting_cancelled'));
    given(agendaItem, submitted, deferred('sitting_cancelled')).when(cancelled).nothing();
  });
});

describe('whoever is in the chair', () => {
  it('is told when they are not recorded as present', () => {
    const decide = decideItem({
      standing: standing(),
      by: memberOf('youth'),
      decisions: [{ kind: 'package', funding: [] }],
    });
    given(agendaItem, submitted)
      .when(decide, DAY)
      .refuses(NotRecordedAsPresent, /coordinator/);
  });
});
