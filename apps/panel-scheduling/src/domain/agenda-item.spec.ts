import { BeforeWhatItAnswers, idFrom, localDate, onDay } from '@onestory/kernel';
import type {
  AssessmentId,
  ChildId,
  ConsentId,
  ConsentPeriod,
  PractitionerId,
} from '@onestory/kernel';
import { fold, given, on } from '@onestory/testing';
import { agendaItem } from './agenda-item.js';
import { decideItem } from './deciding-items.js';
import { carryOver, submitItem } from './submitting.js';
import type { AgendaItemFact } from './agenda-item.js';
import type { PanelDecision } from './deciding-items.js';
import {
  AlreadySubmitted,
  ConcernsNobody,
  HasNoSeat,
  ItemIsDecided,
  NeedsTheChair,
  NoConsentCovers,
  NotAShare,
  NotAWeek,
  NothingDecided,
  NotInTheChair,
  NotQuorate,
  NotSubmitted,
} from './item-refusals.js';
import { NotOnTheDay, NotOnThisAgenda, WorksElsewhere } from './refusals.js';
import { sitting } from './sitting.js';
import { standingOf } from './standing.js';
import type { SittingFact } from './sitting.js';
import type { Standing } from './standing.js';
import {
  agencyOf,
  attended,
  child,
  conflict,
  episode,
  first,
  item,
  left,
  listed,
  memberOf,
  onTenth,
  onThird,
  second,
  postsOf,
  series,
  tenthOfMarch,
  terms,
} from './testing/ashcombe-panel.js';

const DAY = '2026-03-10';
const lead: PractitionerId = idFrom('health visitor');
const elder: ChildId = idFrom('elder');
const assessment: AssessmentId = idFrom('assessment');
const worker: PractitionerId = idFrom('family support worker');
const chair = memberOf('early_help');
const vice = memberOf('education');

const matter = {
  item,
  episode,
  children: [child],
  series,
  presenter: lead,
  lead,
  assessment,
  version: 1,
  ask: 'a family support worker',
};
const consent: ConsentId = idFrom('consent');
const covering = (seat: string, children: readonly ChildId[] = [child]): ConsentPeriod => ({
  consent,
  episode,
  giver: idFrom('mother'),
  capacity: 'parental_responsibility',
  children,
  purposes: ['assessment'],
  agencies: [],
  panelAgencies: ['early_help', seat].map(agencyOf),
  from: onDay(localDate('2026-01-16')),
});
const submitted: AgendaItemFact = {
  type: 'AgendaItemSubmitted',
  data: {
    ...matter,
    recipients: ['early_help', 'health'].map((seat) => ({
      agency: agencyOf(seat),
      basis: { consents: [consent] },
    })),
  },
};
const carriedOver: AgendaItemFact = {
  type: 'ItemCarriedOver',
  data: { item, episode, from: first, to: second },
};
const counts = { present: 7, needed: 6, conflicted: 1, voting: 6, missingSeats: [] };
const decidedAt = { item, episode, sitting: second, by: chair, ...counts };
const approved: AgendaItemFact = {
  type: 'PackageApproved',
  data: { ...decidedAt, package: 'support', funding: [{ source: 'pooled_fund', percent: 60 }] },
};
const allocated: AgendaItemFact = {
  type: 'KeyWorkerAllocated',
  data: { ...decidedAt, worker, agency: agencyOf('voluntary'), weeks: 10 },
};

const waiting = [on('2026-02-25', submitted), on('2026-03-03', carriedOver)];

const standing = (seats: readonly string[], ...then: readonly SittingFact[]): Standing => {
  const facts: readonly SittingFact[] = [
    { type: 'SittingScheduled', data: tenthOfMarch },
    listed,
    ...seats.map(attended),
    ...then,
  ];
  const state = fold(sitting, ...facts.map((fact) => on(DAY, fact)));
  return standingOf(state, item, onDay(tenthOfMarch.date))!;
};
const quorate = standing(onTenth, conflict('housing'));
const aPackage: PanelDecision = {
  kind: 'package',
  what: 'support',
  funding: [{ source: 'pooled_fund', percent: 60 }],
};
const aKeyWorker: PanelDecision = {
  kind: 'key_worker',
  worker,
  agency: agencyOf('voluntary'),
  weeks: 10,
  posts: postsOf('voluntary'),
};
const decide = (
  given: Partial<Parameters<typeof decideItem>[0]> = {},
  decisions: readonly PanelDecision[] = [aPackage, aKeyWorker],
) => decideItem({ standing: quorate, by: chair, decisions, ...given });

describe('submitting an item', () => {
  const submit = (
    seats: readonly string[],
    consents: readonly ConsentPeriod[],
    children: readonly ChildId[] = [child],
  ) =>
    submitItem({
      ...matter,
      children,
      recipients: seats.map(agencyOf),
      given: { consents, responsible: [] },
      seats: terms.seats,
    });

  it('gives the basis for every agency that will see it', () =>
    given(agendaItem)
      .when(submit(['early_help', 'health'], [covering('health')]))
      .then(submitted));

  it('is refused where no consent covers an agency: ask, or leave it out', () =>
    given(agendaItem)
      .when(submit(['early_help', 'health', 'police', 'housing'], [covering('health')]))
      .refuses(NoConsentCovers, /2 of the agencies.*leave these agencies out/));

  it('needs a consent for every child of the item', () => {
    given(agendaItem)
      .when(submit(['early_help', 'health'], [covering('health')], [child, elder]))
      .refuses(NoConsentCovers);
    given(agendaItem)
      .when(
        submit(
          ['early_help', 'health'],
          [covering('health'), covering('health', [elder])],
          [child, elder],
        ),
      )
      .thenTypes('AgendaItemSubmitted');
  });

  it('is about somebody and goes to somebody', () => {
    given(agendaItem).when(submit([], [])).refuses(ConcernsNobody);
    given(agendaItem)
      .when(submit(['early_help', 'health'], [covering('health')], []))
      .refuses(ConcernsNobody);
  });

  it('goes to agencies of the panel, among them the one in the chair', () => {
    given(agendaItem)
      .when(submit(['early_help', 'fire_service'], [covering('fire_service')]))
      .refuses(HasNoSeat);
    given(agendaItem)
      .when(submit(['health'], [covering('health')]))
      .refuses(NeedsTheChair);
  });

  it('is done once', () =>
    given(agendaItem, submitted)
      .when(submit(['early_help', 'health'], [covering('health')]))
      .refuses(AlreadySubmitted));
});

describe('carrying an item over', () => {
  const carry = carryOver({ from: first, to: second });

  it('goes from one sitting to another, and the wait goes on', () => {
    given(agendaItem, submitted).when(carry).then(carriedOver);
    expect(fold(agendaItem, ...waiting)).toMatchObject({
      carriedOver: 1,
      sitting: second,
      submitted: { occurredPrecision: 'day' },
    });
  });

  it('is done once, and not to an item that is decided', () => {
    given(agendaItem, ...waiting)
      .when(carry)
      .nothing();
    given(agendaItem, submitted, approved).when(carry).nothing();
    given(agendaItem).when(carry).refuses(NotSubmitted);
  });
});

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
