import { BeforeWhatItAnswers } from '@onestory/kernel';
import { fold, given, on } from '@onestory/testing';
import { agendaItem } from './agenda-item.js';
import type { PanelDecision } from './deciding-items.js';
import {
  ItemIsDecided,
  NotAShare,
  NotAWeek,
  NothingDecided,
  NotInTheChair,
  NotQuorate,
  NotSubmitted,
} from './item-refusals.js';
import { NotOnTheDay, NotOnThisAgenda, WorksElsewhere } from './refusals.js';
import { conflict, first, left, onTenth, onThird, postsOf } from './testing/ashcombe-panel.js';
import {
  DAY,
  worker,
  chair,
  vice,
  submitted,
  counts,
  approved,
  allocated,
  waiting,
  standing,
  quorate,
  aPackage,
  aKeyWorker,
  decide,
} from './testing/item.js';

describe('deciding an item', () => {
  it('is a list: a package and a key worker, with who was there and who voted', () =>
    given(agendaItem, ...waiting)
      .when(decide(), DAY)
      .then(approved, allocated));

  it('may be one of them', () =>
    given(agendaItem, ...waiting)
      .when(decide({}, [aKeyWorker]), DAY)
      .then(allocated));

  it('is refused without a quorum for this item', () => {
    given(agendaItem, ...waiting)
      .when(decide({ standing: standing(onThird) }), DAY)
      .refuses(NotQuorate, /5 voting where 6 are needed, missing: health\. .*carry the item over/);
    given(agendaItem, ...waiting)
      .when(decide({ standing: standing(onTenth, conflict('housing'), left('police')) }), DAY)
      .refuses(NotQuorate, /5 voting/);
  });

  it('is refused once the sitting was declared inquorate', () =>
    given(agendaItem, ...waiting)
      .when(decide({ standing: { ...quorate, over: true } }), DAY)
      .refuses(NotQuorate));

  it('is for the chair; for the vice where the chair is conflicted', () => {
    given(agendaItem, ...waiting)
      .when(decide({ by: vice }), DAY)
      .refuses(NotInTheChair, /vice chair where/);
    const chairConflicted = standing(onTenth, conflict('early_help'));
    given(agendaItem, ...waiting)
      .when(decide({ standing: chairConflicted, by: vice }), DAY)
      .thenTypes('PackageApproved', 'KeyWorkerAllocated');
    given(agendaItem, ...waiting)
      .when(decide({ standing: chairConflicted, by: chair }), DAY)
      .refuses(NotInTheChair);
  });

  it('is at the sitting that has it on its agenda, on its day', () => {
    given(agendaItem, ...waiting)
      .when(decide({ standing: { ...quorate, sitting: first } }), DAY)
      .refuses(NotOnThisAgenda);
    given(agendaItem, ...waiting)
      .when(decide({ standing: { ...quorate, listed: false } }), DAY)
      .refuses(NotOnThisAgenda);
    given(agendaItem, ...waiting)
      .when(decide(), '2026-03-11')
      .refuses(NotOnTheDay, /2026-03-10/);
    given(agendaItem, on('2026-03-10T15:00:00Z', submitted))
      .when(decide(), '2026-03-10T14:00:00Z')
      .refuses(BeforeWhatItAnswers);
  });

  it('is made once', () =>
    given(agendaItem, ...waiting, approved, allocated)
      .when(decide(), DAY)
      .refuses(ItemIsDecided, /new item/));

  it('is made of an item that was submitted', () =>
    given(agendaItem).when(decide(), DAY).refuses(NotSubmitted));

  it('says something, once each, in possible numbers', () => {
    const wrong = (...decisions: readonly PanelDecision[]) =>
      given(agendaItem, ...waiting).when(decide({}, decisions), DAY);
    wrong().refuses(NothingDecided);
    wrong(aPackage, aPackage).refuses(NothingDecided);
    wrong({ ...aKeyWorker, weeks: 0 }).refuses(NotAWeek);
    wrong({ ...aKeyWorker, posts: postsOf('police') }).refuses(WorksElsewhere);
    wrong({
      kind: 'package',
      funding: [
        { source: 'pooled_fund', percent: 60 },
        { source: 'charity', percent: 50 },
      ],
    }).refuses(NotAShare);
  });

  it('is what the item then shows', () =>
    expect(fold(agendaItem, ...waiting, approved, allocated)).toMatchObject({
      stage: 'decided',
      counts,
      package: { what: 'support' },
      keyWorker: { worker, weeks: 10 },
    }));
});
