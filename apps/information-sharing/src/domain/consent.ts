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

/** Stream `consent-<v5 of episode and giver>`: taking part, and sharing, are asked and answered apart. */
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
    >;

export type Given = Extract<ConsentFact, { type: 'ConsentGiven' }>['data'];

/** A consent and the time in which it held; `until` is when it was withdrawn or given anew. */
export interface PastConsent {
  readonly given: Given;
  readonly from: Moment;
  readonly until: Moment;
}

interface TakingPart {
  readonly episode: EpisodeId;
  readonly giver: PersonId;
  readonly agreedAt: Moment;
  readonly past: readonly PastConsent[];
}

export type Consent =
  | { readonly stage: 'nothing agreed' }
  | (TakingPart & { readonly stage: 'taking part' })
  | (TakingPart & { readonly stage: 'in force'; readonly given: Given; readonly from: Moment })
  | (TakingPart & { readonly stage: 'withdrawn'; readonly withdrawnAt: Moment });

export type Agreed = Exclude<Consent, { readonly stage: 'nothing agreed' }>;

export const consentIdOf = (episode: EpisodeId, giver: PersonId): ConsentId =>
  idFrom('consent', episode, giver);

const pastOf = (it: Agreed, until: Moment) =>
  it.stage === 'in force' ? [...it.past, { given: it.given, from: it.from, until }] : it.past;

export const consent: Evolution<Consent, ConsentFact> = {
  category: 'consent',
  initial: { stage: 'nothing agreed' },
  evolve: (state, it) => {
    const at = momentOf(it);
    if (it.type === 'ParticipationAgreed') {
      const { episode, giver } = it.data;
      return { stage: 'taking part', episode, giver, agreedAt: at, past: [] };
    }
    if (state.stage === 'nothing agreed') return state;
    const { episode, giver, agreedAt } = state;
    const takingPart = { episode, giver, agreedAt, past: pastOf(state, at) };
    switch (it.type) {
      case 'ConsentGiven':
        return { stage: 'in force', ...takingPart, given: it.data, from: at };
      case 'ConsentWithdrawn':
        return { stage: 'withdrawn', ...takingPart, withdrawnAt: at };
    }
  },
};
