import { idFrom, localDate, onDay } from '@onestory/kernel';
import type {
  AssessmentId,
  ChildId,
  ConsentId,
  ConsentPeriod,
  PractitionerId,
} from '@onestory/kernel';
import { fold, on } from '@onestory/testing';
import { decideItem } from '../deciding-items.js';
import type { AgendaItemFact } from '../agenda-item.js';
import type { PanelDecision } from '../deciding-items.js';
import { sitting } from '../sitting.js';
import { standingOf } from '../standing.js';
import type { SittingFact } from '../sitting.js';
import type { Standing } from '../standing.js';
import {
  agencyOf,
  attended,
  child,
  conflict,
  episode,
  first,
  item,
  listed,
  memberOf,
  onTenth,
  second,
  postsOf,
  series,
  tenthOfMarch,
} from './ashcombe-panel.js';

export const DAY = '2026-03-10';
const lead: PractitionerId = idFrom('health visitor');
export const elder: ChildId = idFrom('elder');
const assessment: AssessmentId = idFrom('assessment');
export const worker: PractitionerId = idFrom('family support worker');
export const chair = memberOf('early_help');
export const vice = memberOf('education');

export const matter = {
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

export const covering = (seat: string, children: readonly ChildId[] = [child]): ConsentPeriod => ({
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

export const submitted: AgendaItemFact = {
  type: 'AgendaItemSubmitted',
  data: {
    ...matter,
    recipients: ['early_help', 'health'].map((seat) => ({
      agency: agencyOf(seat),
      basis: { consents: [consent] },
    })),
  },
};

export const carriedOver: AgendaItemFact = {
  type: 'ItemCarriedOver',
  data: { item, episode, from: first, to: second },
};

export const counts = { present: 7, needed: 6, conflicted: 1, voting: 6, missingSeats: [] };
const decidedAt = { item, episode, sitting: second, by: chair, ...counts };

export const approved: AgendaItemFact = {
  type: 'PackageApproved',
  data: { ...decidedAt, package: 'support', funding: [{ source: 'pooled_fund', percent: 60 }] },
};

export const allocated: AgendaItemFact = {
  type: 'KeyWorkerAllocated',
  data: { ...decidedAt, worker, agency: agencyOf('voluntary'), weeks: 10 },
};

export const waiting = [on('2026-02-25', submitted), on('2026-03-03', carriedOver)];

export const standing = (seats: readonly string[], ...then: readonly SittingFact[]): Standing => {
  const facts: readonly SittingFact[] = [
    { type: 'SittingScheduled', data: tenthOfMarch },
    listed,
    ...seats.map(attended),
    ...then,
  ];
  const state = fold(sitting, ...facts.map((fact) => on(DAY, fact)));
  return standingOf(state, item, onDay(tenthOfMarch.date))!;
};

export const quorate = standing(onTenth, conflict('housing'));

export const aPackage: Extract<PanelDecision, { kind: 'package' }> = {
  kind: 'package',
  what: 'support',
  funding: [{ source: 'pooled_fund', percent: 60 }],
};

export const aKeyWorker: Extract<PanelDecision, { kind: 'key_worker' }> = {
  kind: 'key_worker',
  worker,
  agency: agencyOf('voluntary'),
  weeks: 10,
  posts: postsOf('voluntary'),
};

export const decide = (
  given: Partial<Parameters<typeof decideItem>[0]> = {},
  decisions: readonly PanelDecision[] = [aPackage, aKeyWorker],
) => decideItem({ standing: quorate, by: chair, decisions, ...given });
