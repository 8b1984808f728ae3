import { momentOf } from '@onestory/kernel';
import type {
  AgencyId,
  AssessmentId,
  CarerId,
  ChildId,
  EpisodeId,
  Evolution,
  Fact,
  Id,
  LocalDate,
  Moment,
  Personal,
  PractitionerId,
  Recorded,
} from '@onestory/kernel';
import type { NhsNumber } from './nhs-number.js';

export interface PersonName {
  readonly given: string;
  readonly family: string;
  /** Former and other names. */
  readonly aka?: readonly string[];
}

export const GENDERS = ['female', 'male', 'not_specified'] as const;
export type Gender = (typeof GENDERS)[number];

export const NO_NHS_NUMBER_REASONS = ['new_arrival', 'private_birth', 'not_known_yet'] as const;
export type NoNhsNumberReason = (typeof NO_NHS_NUMBER_REASONS)[number];

export const PARENTAL_RESPONSIBILITY = ['yes', 'no', 'unknown'] as const;
export const KINSHIPS = [
  'mother',
  'father',
  'parent',
  'step_parent',
  'partner_of_parent',
  'grandparent',
  'sibling',
  'other_relative',
  'foster_carer',
  'guardian',
  'other',
] as const;

export interface CarerOfChild {
  readonly carer: CarerId;
  readonly parentalResponsibility: (typeof PARENTAL_RESPONSIBILITY)[number];
  readonly relationship: (typeof KINSHIPS)[number];
}

export type InvolvementId = Id<'involvement'>;

/** Whose presence alone would tell what a young person wants nobody to know. */
export const SENSITIVE_KINDS = ['mental_health', 'sexual_health', 'substance_misuse'] as const;
export const SERVICE_KINDS = [
  'gp_practice',
  'midwifery',
  'health_visiting',
  'school_nursing',
  'other_health',
  'early_years',
  'school',
  'education_welfare',
  'early_help',
  'childrens_centre',
  'social_care',
  'housing',
  'police',
  'youth',
  'voluntary',
  'counselling',
  ...SENSITIVE_KINDS,
] as const;
export type ServiceKind = (typeof SERVICE_KINDS)[number];
export const INVOLVEMENT_BASES = ['consent', 'significant_harm', 'duty'] as const;
export type InvolvementBasis = (typeof INVOLVEMENT_BASES)[number];

export interface Involvement {
  readonly involvement: InvolvementId;
  readonly agency: AgencyId;
  readonly kind: ServiceKind;
  readonly practitioner?: PractitionerId;
  readonly sensitive: boolean;
  readonly basis: InvolvementBasis;
}

/** Stream `child-<ChildId>`: who this is and who is involved. Never what anybody thinks of the child. */
export type ChildFact =
  | Fact<
      'ChildRegistered',
      {
        child: ChildId;
        name: Personal<PersonName>;
        dateOfBirth: Personal<LocalDate>;
        gender: Personal<Gender>;
        nhsNumber?: Personal<NhsNumber>;
        noNhsNumberReason?: NoNhsNumberReason;
        address?: Personal<string>;
        postcode?: Personal<string>;
        /** Twins share name, birthday and address: their order tells them apart. */
        multipleBirth?: Personal<{ readonly order: number; readonly of: number }>;
        carers: readonly CarerOfChild[];
      }
    >
  | Fact<
      'UnbornRegistered',
      { child: ChildId; expectedDate: Personal<LocalDate>; carers: readonly CarerOfChild[] }
    >
  /** By the birthday on record: from now on the young person decides on sharing for themself. */
  | Fact<'TurnedSixteen', { child: ChildId }>
  | Fact<'InvolvementStarted', Involvement>
  | Fact<'InvolvementEnded', { involvement: InvolvementId; agency: AgencyId; sensitive: boolean }>
  | Fact<'AssessmentListed', { assessment: AssessmentId }>
  | Fact<'ContactNamed', { episode: EpisodeId; practitioner: PractitionerId; agency: AgencyId }>
  /** Nobody leads that episode any more: its lead has left, or it is closed. */
  | Fact<'ContactEnded', { episode: EpisodeId }>;

export type FactOf<Type extends ChildFact['type']> = Extract<ChildFact, { type: Type }>;

type ListedInvolvement = Involvement & {
  readonly startedAt: Moment;
  readonly endedAt?: Moment;
};

/** The contact of an episode of help is the person who leads it. */
export type Contact = FactOf<'ContactNamed'>['data'];

interface Listed {
  readonly child: ChildId;
  /** The mother of an unborn child is the first. */
  readonly carers: readonly CarerOfChild[];
  readonly involvements: readonly ListedInvolvement[];
  /** That they exist, and nothing more. */
  readonly assessments: readonly AssessmentId[];
  /** One for each episode of help. */
  readonly contacts: readonly Contact[];
  /** Noted, for others to know who may not know the birthday. */
  readonly sixteen?: true;
}

export type RegisteredChild =
  | (Listed & { readonly stage: 'born' } & FactOf<'ChildRegistered'>['data'])
  | (Listed & { readonly stage: 'unborn' } & FactOf<'UnbornRegistered'>['data']);

export type Child = { readonly stage: 'not registered' } | RegisteredChild;

const NOTHING_LISTED = { involvements: [], assessments: [], contacts: [] } as const;

const ended = (
  it: Recorded<FactOf<'InvolvementEnded'>>,
  involvements: readonly ListedInvolvement[],
): readonly ListedInvolvement[] =>
  involvements.map((one) =>
    one.involvement === it.data.involvement ? { ...one, endedAt: momentOf(it) } : one,
  );

export const child: Evolution<Child, ChildFact> = {
  category: 'child',
  initial: { stage: 'not registered' },
  evolve: (state, it) => {
    if (it.type === 'ChildRegistered') return { stage: 'born', ...NOTHING_LISTED, ...it.data };
    if (it.type === 'UnbornRegistered') return { stage: 'unborn', ...NOTHING_LISTED, ...it.data };
    if (state.stage === 'not registered') return state;
    switch (it.type) {
      case 'TurnedSixteen':
        return { ...state, sixteen: true };
      case 'InvolvementStarted': {
        const listed = { ...it.data, startedAt: momentOf(it) };
        return { ...state, involvements: [...state.involvements, listed] };
      }
      case 'InvolvementEnded':
        return { ...state, involvements: ended(it, state.involvements) };
      case 'AssessmentListed':
        return { ...state, assessments: [...state.assessments, it.data.assessment] };
      case 'ContactNamed': {
        const others = state.contacts.filter(({ episode }) => episode !== it.data.episode);
        return { ...state, contacts: [...others, it.data] };
      }
      case 'ContactEnded': {
        const contacts = state.contacts.filter(({ episode }) => episode !== it.data.episode);
        return { ...state, contacts };
      }
    }
  },
};
