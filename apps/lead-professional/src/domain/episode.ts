import type {
  ActionId,
  AgencyId,
  ChildId,
  EpisodeId,
  EventId,
  Evolution,
  Fact,
  Id,
  LocalDate,
  Moment,
  Personal,
  PersonId,
  PractitionerId,
  Recorded,
} from '@onestory/kernel';

export type NeedId = Id<'need'>;
/** Who has to agree before somebody becomes the lead. */
export type Party = 'family' | 'agency' | 'nominee';
/** Why an action was not done: the accountability that a plan is for. */
export type Cause = 'agency' | 'circumstances';
export type ClosingReason =
  | 'needs_met'
  | 'stepped_down_single_agency'
  | 'stepped_up_social_care'
  | 'consent_withdrawn'
  | 'could_not_contact'
  | 'moved_area_transferred'
  | 'moved_area_not_transferred'
  | 'aged_out_transition'
  | 'child_died'
  | 'opened_in_error';

/** A measure by its code, in the unit that the code says: `school_attendance_percent` 81. */
export interface Measured {
  readonly measure: string;
  readonly value: number;
}

/** Exactly one agency is accountable. Recipients: agencies that learn of the family by this action. */
export interface AgreedAction {
  readonly action: ActionId;
  readonly what: Personal<string>;
  readonly agency: AgencyId;
  readonly due: LocalDate;
  readonly need?: NeedId;
  readonly recipients?: readonly AgencyId[];
}

export interface Present {
  readonly present: readonly PractitionerId[];
  readonly family: readonly PersonId[];
}

export type CorrectedField = `baselines.${string}` | `measures.${string}`;

export type EpisodeFact =
  | Fact<'ChildrenJoined', { children: readonly ChildId[] }>
  | Fact<'InterimLeadAssigned', { lead: PractitionerId; agency: AgencyId }>
  | Fact<
      'TeamMemberJoined',
      { member: PractitionerId; agency: AgencyId; role: string; as?: 'key_worker' }
    >
  | Fact<'TacHeld', Present & { apologies: readonly PractitionerId[]; minutes: Personal<string> }>
  | Fact<'LeadNominated', { nominee: PractitionerId; agency: AgencyId; by: PractitionerId }>
  | Fact<
      'NominationAgreed',
      { by: Party; nominee: PractitionerId; person: PersonId | PractitionerId }
    >
  | Fact<'LeadHandedOver', { from: PractitionerId; to: PractitionerId; agency: AgencyId }>
  | Fact<
      'PlanAgreed',
      { goal: Personal<string>; baselines: readonly Measured[]; reviewDue: LocalDate }
    >
  | Fact<'ActionsAgreed', { actions: readonly AgreedAction[] }>
  | Fact<'ServiceStarted', { action: ActionId; agency: AgencyId }>
  | Fact<
      'ReviewHeld',
      Present & {
        whatChanged: Personal<string>;
        measures: readonly Measured[];
        nextReviewDue: LocalDate;
      }
    >
  | Fact<'ActionDone', { action: ActionId; agency: AgencyId }>
  | Fact<
      'ActionNotDone',
      { action: ActionId; agency: AgencyId; cause: Cause; reason: Personal<string> }
    >
  | Fact<
      'FactCorrected',
      { event: EventId; field: CorrectedField; now: number; reason: Personal<string> }
    >
  | Fact<'EpisodeClosed', { reason: ClosingReason; by: PractitionerId }>;

export interface Leadership {
  readonly lead: PractitionerId;
  readonly agency: AgencyId;
  readonly interim: boolean;
  readonly since: Moment;
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

export interface Review {
  readonly event: EventId;
  readonly held: Moment;
  readonly measures: readonly Measured[];
  readonly whatChanged: Personal<string>;
}

export interface Plan {
  readonly event: EventId;
  readonly agreed: Moment;
  readonly goal: Personal<string>;
  readonly baselines: readonly Measured[];
  readonly reviewDue: LocalDate;
  readonly actions: readonly PlannedAction[];
  readonly reviews: readonly Review[];
}

interface Household {
  /** Undefined until the first fact: the stream's name says it. */
  readonly episode?: EpisodeId;
  readonly children: readonly ChildId[];
}

interface Led extends Household {
  readonly lead: Leadership;
  readonly earlierLeads: readonly Leadership[];
  readonly nomination?: Nomination;
  readonly team: readonly TeamMember[];
  readonly lastTac?: Moment;
}

export type NotLed = { readonly stage: 'not led' } & Household;
export type Assessing = { readonly stage: 'assessing' } & Led;
export type Planned = { readonly stage: 'planned'; readonly plan: Plan } & Led;
export type Open = NotLed | Assessing | Planned;
export type Closed = {
  readonly stage: 'closed';
  readonly reason: ClosingReason;
  readonly since: Moment;
  readonly was: Open;
};

/** The help of one household, from the first concern to the closure. Once somebody leads, somebody always does. */
export type Episode = Open | Closed;

const moment = (it: Moment): Moment => ({
  occurredAt: it.occurredAt,
  ...(it.occurredPrecision && { occurredPrecision: it.occurredPrecision }),
});

const episodeOf = (stream: string): EpisodeId => stream.slice('episode-'.length) as EpisodeId;

const led = (state: Open, change: (led: Assessing | Planned) => Partial<Led>): Open =>
  state.stage === 'not led' ? state : { ...state, ...change(state) };

const planned = (state: Open, change: (plan: Plan) => Partial<Plan>): Open =>
  state.stage === 'planned' ? { ...state, plan: { ...state.plan, ...change(state.plan) } } : state;

const acted = (state: Open, action: ActionId, what: Partial<PlannedAction>): Open =>
  planned(state, (plan) => ({
    actions: plan.actions.map((it) => (it.action === action ? { ...it, ...what } : it)),
  }));

const replaced = (all: readonly Measured[], measure: string, value: number): readonly Measured[] =>
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

const newLead = (state: Open, lead: Leadership): Open => {
  if (state.stage === 'not led')
    return { ...state, stage: 'assessing', lead, earlierLeads: [], team: [] };
  const { nomination: _settled, ...rest } = state;
  return { ...rest, lead, earlierLeads: [...state.earlierLeads, state.lead] };
};

const evolveOpen = (state: Open, it: Recorded<EpisodeFact>): Episode => {
  const since = moment(it);
  switch (it.type) {
    case 'ChildrenJoined':
      return { ...state, children: [...new Set([...state.children, ...it.data.children])] };
    case 'InterimLeadAssigned':
      return newLead(state, { ...it.data, interim: true, since });
    case 'TeamMemberJoined':
      return led(state, ({ team }) => ({
        team: [...team.filter(({ member }) => member !== it.data.member), it.data],
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
      const { measures, whatChanged, nextReviewDue } = it.data;
      return planned(state, ({ reviews }) => ({
        reviews: [...reviews, { event: it.id, held: since, measures, whatChanged }],
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
      return { stage: 'closed', reason: it.data.reason, since, was: state };
  }
};

export const episode: Evolution<Episode, EpisodeFact> = {
  category: 'episode',
  initial: { stage: 'not led', children: [] },
  evolve: (state, it) => {
    if (state.stage !== 'closed')
      return evolveOpen({ ...state, episode: episodeOf(it.stream) }, it);
    // What is recorded late still belongs to the help that was given.
    const was = evolveOpen(state.was, it);
    return was.stage === 'closed' ? state : { ...state, was };
  },
};

/** `school_attendance_percent` of `baselines.school_attendance_percent`. */
export const measureOf = (field: CorrectedField): string => field.slice(field.indexOf('.') + 1);

/** The help as it is, or as it was when it was closed. */
export const helpOf = (state: Episode): Open => (state.stage === 'closed' ? state.was : state);

/** Everybody who led, in order; each until the next one took over. */
export const leadsOf = (state: Episode): readonly Leadership[] => {
  const open = helpOf(state);
  return open.stage === 'not led' ? [] : [...open.earlierLeads, open.lead];
};
