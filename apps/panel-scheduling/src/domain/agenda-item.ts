import { londonDate, momentOf, refuseBefore } from '@onestory/kernel';
import type {
  AgencyId,
  AgendaItemId,
  AssessmentId,
  ChildId,
  ConsentId,
  Decision,
  EpisodeId,
  Evolution,
  Fact,
  Moment,
  PanelSeriesId,
  Personal,
  PractitionerId,
  SittingId,
} from '@onestory/kernel';
import { consentsToSee } from './consents.js';
import type { ConsentsGiven } from './consents.js';
import { refuseUnlessPosted } from './posts.js';
import type { Post } from './posts.js';
import { countsIn, countsOf } from './quorum.js';
import type { Counts, Seat } from './quorum.js';
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
  NotOnTheDay,
  NotOnThisAgenda,
  NotQuorate,
  NotSubmitted,
} from './refusals.js';
import type { Standing } from './sitting.js';

/** Why this agency may see the item. */
export interface Recipient {
  readonly agency: AgencyId;
  readonly basis: { readonly consents: readonly ConsentId[] };
}

/** Everything a panel needs to have before it: no item without lead, assessment, basis and a question. */
export interface Matter {
  readonly item: AgendaItemId;
  readonly episode: EpisodeId;
  readonly children: readonly ChildId[];
  readonly series: PanelSeriesId;
  readonly presenter: PractitionerId;
  readonly lead: PractitionerId;
  readonly assessment: AssessmentId;
  readonly version: number;
  readonly ask: Personal<string>;
}

/** Where the money comes from, by code, in per cent of the cost. */
export interface Funding {
  readonly source: string;
  readonly percent: number;
}

/** What is given to the family, and who pays for it. */
export interface Package {
  readonly what?: Personal<string>;
  readonly funding: readonly Funding[];
}

/** Who works with the family, and for how long. */
export interface KeyWorker {
  readonly worker: PractitionerId;
  readonly agency: AgencyId;
  readonly weeks: number;
}

interface DecidedAt extends Counts {
  readonly item: AgendaItemId;
  readonly episode: EpisodeId;
  readonly sitting: SittingId;
  readonly by: PractitionerId;
}

export type AgendaItemFact =
  | Fact<'AgendaItemSubmitted', Matter & { recipients: readonly Recipient[] }>
  | Fact<
      'ItemCarriedOver',
      { item: AgendaItemId; episode: EpisodeId; from: SittingId; to: SittingId }
    >
  | Fact<'PackageApproved', DecidedAt & { package?: Personal<string>; funding: readonly Funding[] }>
  | Fact<'KeyWorkerAllocated', DecidedAt & KeyWorker>;

interface Before extends Matter {
  readonly recipients: readonly Recipient[];
  readonly submitted: Moment;
  readonly carriedOver: number;
  /** Where it was carried over to. */
  readonly sitting?: SittingId;
}

export type AgendaItem =
  | { readonly stage: 'not submitted' }
  | ({ readonly stage: 'submitted' } & Before)
  | ({ readonly stage: 'decided'; readonly decided: Moment; readonly counts: Counts } & Before & {
        readonly package?: Package;
        readonly keyWorker?: KeyWorker;
      });

const decidedOf = (it: Moment & { readonly data: DecidedAt }) => ({
  stage: 'decided' as const,
  decided: momentOf(it),
  sitting: it.data.sitting,
  counts: countsIn(it.data),
});

export const agendaItem: Evolution<AgendaItem, AgendaItemFact> = {
  category: 'agendaItem',
  initial: { stage: 'not submitted' },
  evolve: (state, it) => {
    if (it.type === 'AgendaItemSubmitted')
      return { stage: 'submitted', ...it.data, submitted: momentOf(it), carriedOver: 0 };
    if (state.stage === 'not submitted') return state;
    switch (it.type) {
      case 'ItemCarriedOver':
        return { ...state, sitting: it.data.to, carriedOver: state.carriedOver + 1 };
      case 'PackageApproved': {
        const { package: what, funding } = it.data;
        const given = { ...(what !== undefined && { what }), funding };
        return { ...state, ...decidedOf(it), package: given };
      }
      case 'KeyWorkerAllocated': {
        const { worker, agency, weeks } = it.data;
        return { ...state, ...decidedOf(it), keyWorker: { worker, agency, weeks } };
      }
    }
  },
};

type Decides = Decision<AgendaItem, AgendaItemFact>;

/** Only those who sit on the panel, and whoever is in its chair. */
const refuseRecipients = (agencies: readonly AgencyId[], seats: readonly Seat[]): void => {
  const without = agencies.filter((it) => !seats.some(({ agency }) => agency === it)).length;
  if (without > 0) throw new HasNoSeat(without);
  const chair = seats.find((seat) => seat.chair === 'chair');
  if (chair && !agencies.includes(chair.agency)) throw new NeedsTheChair();
};

export interface Submission extends Matter {
  readonly recipients: readonly AgencyId[];
  readonly given: ConsentsGiven;
  /** Of the panel. */
  readonly seats: readonly Seat[];
}

/** Each agency that will see the item is covered by consents in force, or the item is not submitted. */
export const submitItem =
  ({ recipients: named, given, seats, ...matter }: Submission): Decides =>
  (it, at) => {
    if (it.stage !== 'not submitted') throw new AlreadySubmitted();
    if (matter.children.length === 0 || named.length === 0) throw new ConcernsNobody();
    const agencies = [...new Set(named)];
    refuseRecipients(agencies, seats);
    const { episode, children } = matter;
    const recipients = agencies
      .map((agency) => ({
        agency,
        basis: { consents: consentsToSee(given, { at, episode, children, recipient: agency }) },
      }))
      .filter(({ basis }) => basis.consents.length > 0);
    const uncovered = agencies.length - recipients.length;
    if (uncovered > 0) throw new NoConsentCovers(uncovered);
    return [{ type: 'AgendaItemSubmitted', data: { ...matter, recipients } }];
  };

/** The family goes on waiting, and the wait is counted from the submission. */
export const carryOver =
  (given: { from: SittingId; to: SittingId }): Decides =>
  (it) => {
    if (it.stage === 'not submitted') throw new NotSubmitted();
    if (it.stage === 'decided' || it.sitting === given.to) return [];
    return [{ type: 'ItemCarriedOver', data: { item: it.item, episode: it.episode, ...given } }];
  };

/** As the panel says it. */
export type AskedDecision =
  ({ readonly kind: 'package' } & Package) | ({ readonly kind: 'key worker' } & KeyWorker);

/** `posts`: of the worker, by the register. */
export type PanelDecision =
  | Extract<AskedDecision, { kind: 'package' }>
  | (Extract<AskedDecision, { kind: 'key worker' }> & { readonly posts: readonly Post[] });

const refuseFunding = (funding: readonly Funding[]): void => {
  const sum = funding.reduce((total, { percent }) => total + percent, 0);
  const once = new Set(funding.map(({ source }) => source)).size === funding.length;
  if (!once || sum > 100 || funding.some(({ percent }) => !(percent > 0))) throw new NotAShare();
};

const factOf = (decision: PanelDecision, at: DecidedAt, occasion: Moment): AgendaItemFact => {
  if (decision.kind === 'key worker') {
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
    const elsewhere = it.sitting !== undefined && it.sitting !== standing.sitting;
    if (!standing.listed || elsewhere) throw new NotOnThisAgenda();
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
