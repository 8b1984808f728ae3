import { londonDate, refuseBefore } from '@onestory/kernel';
import type { Decision, Moment, PractitionerId } from '@onestory/kernel';
import type {
  AgendaItem,
  AgendaItemFact,
  DecidedAt,
  Funding,
  KeyWorker,
  Package,
} from './agenda-item.js';
import {
  ItemIsDecided,
  ItemIsDeferred,
  NotAShare,
  NotAWeek,
  NothingDecided,
  NotInTheChair,
  NotQuorate,
  NotRecordedAsPresent,
  NotSubmitted,
} from './item-refusals.js';
import { refuseUnlessPosted } from './posts.js';
import type { Post } from './posts.js';
import { countsOf } from './quorum.js';
import { NotOnTheDay, NotOnThisAgenda } from './refusals.js';
import type { Standing } from './standing.js';

type Decides = Decision<AgendaItem, AgendaItemFact>;

/** As the panel says it. */
export type AskedDecision =
  ({ readonly kind: 'package' } & Package) | ({ readonly kind: 'key_worker' } & KeyWorker);

/** `posts`: of the worker, by the register. */
export type PanelDecision =
  | Extract<AskedDecision, { kind: 'package' }>
  | (Extract<AskedDecision, { kind: 'key_worker' }> & { readonly posts: readonly Post[] });

const refuseFunding = (funding: readonly Funding[]): void => {
  const sum = funding.reduce((total, { percent }) => total + percent, 0);
  const once = new Set(funding.map(({ source }) => source)).size === funding.length;
  if (!once || sum > 100 || funding.some(({ percent }) => !(percent > 0))) throw new NotAShare();
};

const factOf = (decision: PanelDecision, at: DecidedAt, occasion: Moment): AgendaItemFact => {
  if (decision.kind === 'key_worker') {
    const { worker, agency, weeks, posts } = decision;
    refuseUnlessPosted(posts, agency, occasion);
    if (!Number.isInteger(weeks) || weeks < 1) throw new NotAWeek();
    return { type: 'KeyWorkerAllocated', data: { ...at, worker, agency, weeks } };
  }
  const { what, funding } = decision;
  refuseFunding(funding);
  return {
    type: 'PackageApproved',
    data: { ...at, ...(what !== undefined && { package: what }), funding },
  };
};

/**
 * What a quorate panel decides on an item: a package, a key worker, or both, all or none. `standing`: the
 * sitting as it was at that moment, for this item. Decisions made before a quorum was lost stand.
 */
export const decideItem =
  (given: {
    standing: Standing;
    by: PractitionerId;
    decisions: readonly PanelDecision[];
  }): Decides =>
  (it, occasion) => {
    const { standing, by, decisions } = given;
    if (it.stage === 'not submitted') throw new NotSubmitted();
    if (it.stage === 'decided') throw new ItemIsDecided();
    if (it.deferredAt.includes(standing.sitting)) throw new ItemIsDeferred();
    const elsewhere = it.sitting !== undefined && it.sitting !== standing.sitting;
    if (!standing.listed || elsewhere) throw new NotOnThisAgenda();
    if (!standing.over && !standing.present.includes(by)) throw new NotRecordedAsPresent();
    if (standing.over || !standing.quorum.quorate) throw new NotQuorate(standing.quorum);
    if (by !== standing.inTheChair) throw new NotInTheChair();
    if (londonDate(occasion.occurredAt) !== standing.date) throw new NotOnTheDay(standing.date);
    refuseBefore(occasion, it.submitted, 'the item was submitted');
    const kinds = new Set(decisions.map(({ kind }) => kind));
    if (kinds.size === 0 || kinds.size < decisions.length) throw new NothingDecided();
    const { item, episode } = it;
    const at = { item, episode, sitting: standing.sitting, by, ...countsOf(standing.quorum) };
    return decisions.map((decision) => factOf(decision, at, occasion));
  };
