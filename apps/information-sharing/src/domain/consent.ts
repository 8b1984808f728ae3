import { idFrom, momentOf } from '@onestory/kernel';
import type {
  AgencyId,
  ChildId,
  ConsentId,
  EpisodeId,
  Evolution,
  Fact,
  Moment,
  Personal,
  PersonId,
  PractitionerId,
} from '@onestory/kernel';

export const PURPOSES = ['assessment', 'planning', 'requests_for_services', 'review'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What for and with whom; the agencies of a panel's seats only for the family's own item. */
export interface Scope {
  readonly purposes: readonly Purpose[];
  readonly agencies: readonly AgencyId[];
  readonly panelSeatsOnlyForItem?: readonly AgencyId[];
}

/** `Not my neighbour`: somebody of the register is barred; whoever is only described is shown as a warning. */
export type Exclusion =
  { readonly practitioner: PractitionerId } | { readonly text: Personal<string> };

export const namedPersons = (exclusions: readonly Exclusion[]): readonly PractitionerId[] =>
  exclusions.flatMap((one) => ('practitioner' in one ? [one.practitioner] : []));

export const namedAgencies = (scope: Scope): readonly AgencyId[] => [
  ...scope.agencies,
  ...(scope.panelSeatsOnlyForItem ?? []),
];

/**
 * Why this person may consent. Competence is judged for each decision: it is a property of the consent, and
 * never of the child.
 */
export const CAPACITIES = ['parental_responsibility', 'competent_child', 'young_person'] as const;
export type Capacity = (typeof CAPACITIES)[number];

export const INTERPRETERS = ['none', 'interpreter', 'signer'] as const;

export interface HowUnderstood {
  /** BCP 47: `fa-AF` is Dari. */
  readonly language: string;
  readonly interpreter: (typeof INTERPRETERS)[number];
  readonly easyRead?: boolean;
}

/**
 * Whether a child under 16 is competent for one decision, after the test of Gillick. A judgement is about that
 * decision on that day: it says nothing of the child otherwise.
 */
export interface CompetenceJudgement {
  readonly understands: boolean;
  readonly retains: boolean;
  readonly weighs: boolean;
  readonly communicates: boolean;
  readonly freeFromPressure: boolean;
  readonly competent: boolean;
}

/**
 * Stream `consent-<v5 of episode and giver>`: what one person said of taking part and of sharing, which are asked
 * and answered apart, and whether a child was competent to say it.
 */
export type ConsentFact =
  | Fact<
      'ParticipationAgreed',
      { episode: EpisodeId; giver: PersonId; serviceNotConditional: true }
    >
  | Fact<
      'ConsentGiven',
      {
        episode: EpisodeId;
        giver: PersonId;
        children: readonly ChildId[];
        scope: Scope;
        exclusions: readonly Exclusion[];
        capacity: Capacity;
        understoodBy: HowUnderstood;
      }
    >
  | Fact<
      'ConsentWithdrawn',
      {
        episode: EpisodeId;
        giver: PersonId;
        children: readonly ChildId[];
        reason?: Personal<string>;
        by: PersonId;
      }
    >
  | Fact<
      'ConsentRefused',
      {
        episode: EpisodeId;
        giver: PersonId;
        children: readonly ChildId[];
        /** None: a plain refusal, which names nobody. */
        agencies: readonly AgencyId[];
        capacity: Capacity;
        reason?: Personal<string>;
      }
    >
  | Fact<
      'CompetenceJudged',
      CompetenceJudgement & {
        episode: EpisodeId;
        giver: ChildId;
        decision: 'sharing_information';
        by: PractitionerId;
        grounds: Personal<string>;
      }
    >;

export type Given = Extract<ConsentFact, { type: 'ConsentGiven' }>['data'];

/** A consent and the time in which it held; `until` is when it was withdrawn or given anew. */
interface PastConsent {
  readonly given: Given;
  readonly from: Moment;
  readonly until: Moment;
}

/** One agency that a giver refused, or none where the refusal was plain; `until` is when the giver consented to it. */
export interface Refused {
  readonly agency?: AgencyId;
  readonly children: readonly ChildId[];
  readonly capacity: Capacity;
  readonly from: Moment;
  readonly until?: Moment;
}

export interface Judged extends CompetenceJudgement {
  readonly by: PractitionerId;
  readonly at: Moment;
}

interface OfGiver {
  readonly episode: EpisodeId;
  readonly giver: PersonId;
  readonly past: readonly PastConsent[];
  readonly refused: readonly Refused[];
  /** The latest judgement of the giver's competence for this decision. */
  readonly judged?: Judged;
}

interface TakingPart extends OfGiver {
  readonly agreedAt: Moment;
}

export type Consent =
  | { readonly stage: 'nothing agreed' }
  /** Refused, or was judged competent, before agreeing to take part. */
  | (OfGiver & { readonly stage: 'not taking part' })
  | (TakingPart & { readonly stage: 'taking part' })
  | (TakingPart & { readonly stage: 'in force'; readonly given: Given; readonly from: Moment })
  | (TakingPart & { readonly stage: 'withdrawn'; readonly withdrawnAt: Moment });

/** Somebody has said something of sharing, or it was judged whether a child may. */
export type Spoken = Exclude<Consent, { readonly stage: 'nothing agreed' }>;

export const consentIdOf = (episode: EpisodeId, giver: PersonId): ConsentId =>
  idFrom('consent', episode, giver);

export const stillRefused = (it: Spoken): readonly Refused[] =>
  it.refused.filter(({ until }) => !until);

const pastOf = (it: Spoken, until: Moment) =>
  it.stage === 'in force' ? [...it.past, { given: it.given, from: it.from, until }] : it.past;

/** To consent to an agency takes back that it was refused; to consent at all takes back a plain refusal. */
const liftedBy = (scope: Scope, refused: readonly Refused[], at: Moment): readonly Refused[] => {
  const named = namedAgencies(scope);
  return refused.map((one) =>
    !one.until && (!one.agency || named.includes(one.agency)) ? { ...one, until: at } : one,
  );
};

type RefusedData = Extract<ConsentFact, { type: 'ConsentRefused' }>['data'];

const refusing = (
  { agencies, children, capacity }: RefusedData,
  from: Moment,
): readonly Refused[] => {
  const one = { children, capacity, from };
  return agencies.length === 0 ? [one] : agencies.map((agency) => ({ agency, ...one }));
};

/** Who speaks, as the first fact of the stream says; later ones change neither episode nor giver. */
const speaker = (state: Consent, { data: { episode, giver } }: ConsentFact): Spoken =>
  state.stage === 'nothing agreed'
    ? { stage: 'not taking part', episode, giver, past: [], refused: [] }
    : state;

const takingPart = (it: Spoken, at: Moment): TakingPart => {
  const { episode, giver, refused, judged } = it;
  const agreedAt = it.stage === 'not taking part' ? at : it.agreedAt;
  return { episode, giver, agreedAt, past: pastOf(it, at), refused, ...(judged && { judged }) };
};

export const consent: Evolution<Consent, ConsentFact> = {
  category: 'consent',
  initial: { stage: 'nothing agreed' },
  evolve: (state, it) => {
    const at = momentOf(it);
    const past = speaker(state, it);
    switch (it.type) {
      case 'ParticipationAgreed':
        return { stage: 'taking part', ...takingPart(past, at) };
      case 'ConsentGiven': {
        const refused = liftedBy(it.data.scope, past.refused, at);
        return { stage: 'in force', ...takingPart(past, at), refused, given: it.data, from: at };
      }
      case 'ConsentWithdrawn':
        return { stage: 'withdrawn', ...takingPart(past, at), withdrawnAt: at };
      case 'ConsentRefused':
        return { ...past, refused: [...past.refused, ...refusing(it.data, at)] };
      case 'CompetenceJudged': {
        const {
          episode: _episode,
          giver: _child,
          decision: _of,
          grounds: _why,
          ...judged
        } = it.data;
        return { ...past, judged: { ...judged, at } };
      }
    }
  },
};
