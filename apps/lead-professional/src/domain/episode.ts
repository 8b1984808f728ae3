import { momentOf } from '@onestory/kernel';
import type {
  ActionId,
  AgencyId,
  ChildId,
  EpisodeId,
  EventId,
  Evolution,
  LocalDate,
  Moment,
  Personal,
  PersonId,
  PractitionerId,
  Recorded,
} from '@onestory/kernel';
import { measureOf, PARTIES } from './facts.js';
import type {
  AgreedAction,
  Cause,
  ClosingReason,
  CorrectedField,
  EpisodeFact,
  Reading,
  Party,
} from './facts.js';

export interface Leadership {
  readonly lead: PractitionerId;
  readonly agency: AgencyId;
  readonly interim: boolean;
  readonly since: Moment;
  /** When this lead left. Absent: leads, or handed over to the next. */
  readonly until?: Moment;
}

export interface Nomination {
  readonly nominee: PractitionerId;
  readonly agency: AgencyId;
  readonly agreed: readonly Party[];
  readonly since: Moment;
}

export interface TeamMember {
  readonly member: PractitionerId;
  readonly agency: AgencyId;
  readonly role: string;
  readonly as?: 'key_worker';
}

export interface PlannedAction extends AgreedAction {
  readonly agreed: Moment;
  readonly started?: Moment;
  readonly outcome?: { readonly done: true } | { readonly done: false; readonly cause: Cause };
}

/** @public declarations name it */
export interface Review {
  readonly event: EventId;
  readonly held: Moment;
  readonly present: readonly PractitionerId[];
  readonly family: readonly PersonId[];
  readonly measures: readonly Reading[];
  readonly whatChanged: Personal<string>;
}

export interface Plan {
  readonly event: EventId;
  readonly agreed: Moment;
  readonly goal: Personal<string>;
  readonly baselines: readonly Reading[];
  readonly reviewDue: LocalDate;
  readonly actions: readonly PlannedAction[];
  readonly reviews: readonly Review[];
}

interface Household {
  /** Undefined until the first fact: the stream's name says it. */
  readonly episode?: EpisodeId;
  /** Who has joined. */
  readonly children: readonly ChildId[];
  /** Those and the child whose help began before the household was named, as the envelopes tell. */
  readonly helped: readonly ChildId[];
}

interface Led extends Household {
  /** Who leads, or led last: `until` says that they have left, and nobody leads until somebody takes over. */
  readonly lead: Leadership;
  readonly earlierLeads: readonly Leadership[];
  readonly nomination?: Nomination;
  readonly team: readonly TeamMember[];
  readonly lastTac?: Moment;
}

type NotLed = { readonly stage: 'not led' } & Household;
export type Assessing = { readonly stage: 'assessing' } & Led;
export type Planned = { readonly stage: 'planned'; readonly plan: Plan } & Led;
export type Open = NotLed | Assessing | Planned;
type Closed = {
  readonly stage: 'closed';
  readonly reason: ClosingReason;
  readonly since: Moment;
  readonly was: Open;
};

/** The help of one household, from the first concern to the closure. */
export type Episode = Open | Closed;

export const episodeIdOf = (stream: string): EpisodeId =>
  stream.slice('episode-'.length) as EpisodeId;

const led = (state: Open, change: (led: Assessing | Planned) => Partial<Led>): Open =>
  state.stage === 'not led' ? state : { ...state, ...change(state) };

const planned = (state: Open, change: (plan: Plan) => Partial<Plan>): Open =>
  state.stage === 'planned' ? { ...state, plan: { ...state.plan, ...change(state.plan) } } : state;

const acted = (state: Open, action: ActionId, what: Partial<PlannedAction>): Open =>
  planned(state, (plan) => ({
    actions: plan.actions.map((it) => (it.action === action ? { ...it, ...what } : it)),
  }));

const replaced = (all: readonly Reading[], measure: string, value: number): readonly Reading[] =>
  all.map((it) => (it.measure === measure ? { measure, value } : it));

const corrected = (
  plan: Plan,
  { event, field, now }: { event: EventId; field: CorrectedField; now: number },
): Partial<Plan> => {
  const measure = measureOf(field);
  if (event === plan.event) return { baselines: replaced(plan.baselines, measure, now) };
  return {
    reviews: plan.reviews.map((it) =>
      it.event === event ? { ...it, measures: replaced(it.measures, measure, now) } : it,
    ),
  };
};

const both = (some: readonly ChildId[], more: readonly ChildId[]): readonly ChildId[] => [
  ...new Set([...some, ...more]),
];

const newLead = (state: Open, lead: Leadership): Open => {
  if (state.stage === 'not led')
    return { ...state, stage: 'assessing', lead, earlierLeads: [], team: [] };
  const { nomination: _settled, ...rest } = state;
  return { ...rest, lead, earlierLeads: [...state.earlierLeads, state.lead] };
};

const evolveOpen = (state: Open, it: Recorded<EpisodeFact>): Episode => {
  const since = momentOf(it);
  switch (it.type) {
    case 'ChildrenJoined':
      return {
        ...state,
        children: both(state.children, it.data.children),
        helped: both(state.helped, it.data.children),
      };
    case 'InterimLeadAssigned':
      return newLead(state, { ...it.data, interim: true, since });
    case 'TeamMemberJoined':
      return led(state, ({ team }) => ({
        team: [...team.filter(({ member }) => member !== it.data.member), it.data],
      }));
    case 'TeamMemberLeft':
      return led(state, ({ team }) => ({
        team: team.filter(({ member }) => member !== it.data.member),
      }));
    case 'TacHeld':
      return led(state, () => ({ lastTac: since }));
    case 'LeadNominated':
      return led(state, () => ({
        nomination: { nominee: it.data.nominee, agency: it.data.agency, agreed: [], since },
      }));
    case 'NominationAgreed':
      return led(state, ({ nomination }) =>
        nomination
          ? { nomination: { ...nomination, agreed: [...nomination.agreed, it.data.by] } }
          : {},
      );
    case 'LeadHandedOver':
      return newLead(state, { lead: it.data.to, agency: it.data.agency, interim: false, since });
    case 'LeadLeft':
      return led(state, ({ lead }) => ({ lead: { ...lead, until: since } }));
    case 'PlanAgreed':
      if (state.stage === 'not led') return state;
      return {
        ...state,
        stage: 'planned',
        plan: { ...it.data, event: it.id, agreed: since, actions: [], reviews: [] },
      };
    case 'ActionsAgreed':
      return planned(state, ({ actions }) => ({
        actions: [...actions, ...it.data.actions.map((action) => ({ ...action, agreed: since }))],
      }));
    case 'ServiceStarted':
      return acted(state, it.data.action, { started: since });
    case 'ReviewHeld': {
      const { nextReviewDue, ...review } = it.data;
      return planned(state, ({ reviews }) => ({
        reviews: [...reviews, { event: it.id, held: since, ...review }],
        reviewDue: nextReviewDue,
      }));
    }
    case 'ActionDone':
      return acted(state, it.data.action, { outcome: { done: true } });
    case 'ActionNotDone':
      return acted(state, it.data.action, { outcome: { done: false, cause: it.data.cause } });
    case 'FactCorrected':
      return planned(state, (plan) => corrected(plan, it.data));
    case 'EpisodeClosed':
      return {
        stage: 'closed',
        reason: it.data.reason,
        since,
        was: { ...state, helped: both(state.helped, it.data.children ?? []) },
      };
  }
};

export const episode: Evolution<Episode, EpisodeFact> = {
  category: 'episode',
  initial: { stage: 'not led', children: [], helped: [] },
  evolve: (state, it) => {
    if (state.stage !== 'closed') {
      const helped = both(state.helped, it.children ?? []);
      return evolveOpen({ ...state, episode: episodeIdOf(it.stream), helped }, it);
    }
    // What is recorded late still belongs to the help that was given.
    const was = evolveOpen(state.was, it);
    return was.stage === 'closed' ? state : { ...state, was };
  },
};

/** Whose word is still missing. */
export const outstanding = ({ agreed }: Nomination): readonly Party[] =>
  PARTIES.filter((party) => !agreed.includes(party));

/** The help as it is, or as it was when it was closed. */
export const helpOf = (state: Episode): Open => (state.stage === 'closed' ? state.was : state);

/** Everybody who led, in order; each until the next one took over, or until they left. */
export const leadsOf = (state: Episode): readonly Leadership[] => {
  const open = helpOf(state);
  return open.stage === 'not led' ? [] : [...open.earlierLeads, open.lead];
};

/** Who leads now: nobody before the first lead, and after one has left. */
export const leadOf = (state: Open): Leadership | undefined =>
  state.stage === 'not led' || state.lead.until ? undefined : state.lead;
