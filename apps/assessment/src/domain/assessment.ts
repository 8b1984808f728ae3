import { idFrom, momentOf } from '@onestory/kernel';
import type {
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
  PersonId,
  PractitionerId,
  Recorded,
} from '@onestory/kernel';
import type { HowKnown, ElementCode, ReasonNotGiven, WayOfCommenting } from './elements.js';

export type EntryId = Id<'assessmentEntry'>;

/** The form's first section, as the assessor heard it: the index is never asked for it. */
export type IdentifyingDetails = {
  /** `Unborn baby of ...` before birth. */
  readonly name: string;
  readonly alsoKnownAs?: readonly string[];
  readonly gender?: string;
  readonly address?: string;
  readonly postcode?: string;
  readonly phone?: string;
  readonly languages?: readonly string[];
  readonly parentsLanguages?: readonly string[];
  readonly ethnicity?: string;
  readonly religion?: string;
  readonly disability?: string;
  readonly immigrationStatus?: string;
  readonly specialRequirements?: string;
} & ({ readonly dateOfBirth: LocalDate } | { readonly expectedDate: LocalDate });

export const INTERPRETERS = ['not_needed', 'needed', 'arranged', 'signer_arranged'] as const;
export type Interpreter = (typeof INTERPRETERS)[number];

export interface AboutEntry {
  readonly entry: EntryId;
  readonly child: ChildId;
  readonly element: ElementCode;
  readonly basis: HowKnown;
  /** Who said so, where the basis is `reported_by`. */
  readonly reportedBy?: Personal<string>;
  readonly evidenceDate?: LocalDate;
  readonly by: PractitionerId;
}

export interface CommentGiven {
  readonly comment: Personal<string>;
  readonly how?: WayOfCommenting;
}
export interface CommentNotGiven {
  readonly notGiven: ReasonNotGiven;
}

/** Stream `assessment-<v5 of the episode>`: the common assessment of one household, in versions. */
export type AssessmentFact =
  | Fact<
      'AssessmentStarted',
      {
        episode: EpisodeId;
        children: readonly ChildId[];
        /** Those of its children who are not born yet. */
        unborn: readonly ChildId[];
        by: PractitionerId;
        present?: Personal<string>;
        ledTo?: Personal<string>;
      }
    >
  | Fact<
      'DetailsRecorded',
      { child: ChildId; details: Personal<IdentifyingDetails>; interpreter?: Interpreter }
    >
  | Fact<'NeedAssessed', AboutEntry & { need: Personal<string> }>
  | Fact<'StrengthFound', AboutEntry & { strength: Personal<string> }>
  | Fact<'ChildCommented', { child: ChildId } & (CommentGiven | CommentNotGiven)>
  | Fact<
      'ParentCommented',
      ({ carer: CarerId } & CommentGiven) | ({ carer?: CarerId } & CommentNotGiven)
    >
  | Fact<
      'AssessmentCompleted',
      {
        version: number;
        children: readonly ChildId[];
        needs: number;
        strengths: number;
        by: PractitionerId;
      }
    >
  | Fact<'FamilyCopyIssued', FamilyCopy>;

export type FactOf<Type extends AssessmentFact['type']> = Extract<AssessmentFact, { type: Type }>;

export const COPY_FORMATS = ['paper', 'pdf', 'easy_read', 'audio', 'braille'] as const;
export interface FamilyCopy {
  readonly version: number;
  /** BCP 47: `fa-AF` is Dari. */
  readonly language: string;
  readonly format: (typeof COPY_FORMATS)[number];
  readonly to: readonly PersonId[];
}

export interface AssessedChild {
  readonly child: ChildId;
  readonly unborn: boolean;
  readonly details?: FactOf<'DetailsRecorded'>['data'];
  readonly comment?: FactOf<'ChildCommented'>['data'];
}

export interface Version {
  readonly version: number;
  readonly completedAt: Moment;
  readonly by: PractitionerId;
}

interface Content {
  readonly episode: EpisodeId;
  readonly startedAt: Moment;
  readonly started: FactOf<'AssessmentStarted'>['data'];
  readonly children: readonly AssessedChild[];
  readonly needs: readonly FactOf<'NeedAssessed'>['data'][];
  readonly strengths: readonly FactOf<'StrengthFound'>['data'][];
  /** Each parent's or carer's latest comment, or why there is none. */
  readonly parents: readonly FactOf<'ParentCommented'>['data'][];
}

type Versions = readonly [Version, ...Version[]];

export type Assessment =
  | { readonly stage: 'not started' }
  | (Content & { readonly stage: 'in progress'; readonly versions: readonly [] })
  /** The last version says all that is recorded. */
  | (Content & {
      readonly stage: 'completed';
      readonly versions: Versions;
      readonly copies: readonly FamilyCopy[];
    })
  /** Something was recorded since the last version: completing again makes the next one. */
  | (Content & {
      readonly stage: 'changed since completion';
      readonly versions: Versions;
      readonly copies: readonly FamilyCopy[];
    });

export type StartedAssessment = Exclude<Assessment, { stage: 'not started' }>;

/** One household, one assessment: whoever starts it names the same stream, and one of two wins. */
export const assessmentIdOf = (episode: EpisodeId): AssessmentId => idFrom('assessment', episode);

/** None before it is started. */
export const childrenIn = (it: Assessment): readonly ChildId[] =>
  it.stage === 'not started' ? [] : it.children.map(({ child }) => child);

export const copiesOf = (it: StartedAssessment): readonly FamilyCopy[] =>
  it.stage === 'in progress' ? [] : it.copies;

const changed = (it: StartedAssessment, change: Partial<Content>): Assessment =>
  it.stage === 'in progress'
    ? { ...it, ...change }
    : { ...it, ...change, stage: 'changed since completion' };

const withChild = (
  it: StartedAssessment,
  child: ChildId,
  change: Partial<AssessedChild>,
): Assessment =>
  changed(it, {
    children: it.children.map((one) => (one.child === child ? { ...one, ...change } : one)),
  });

const started = (it: Recorded<FactOf<'AssessmentStarted'>>): Assessment => ({
  stage: 'in progress',
  episode: it.data.episode,
  startedAt: momentOf(it),
  started: it.data,
  children: it.data.children.map((child) => ({ child, unborn: it.data.unborn.includes(child) })),
  needs: [],
  strengths: [],
  parents: [],
  versions: [],
});

const completed = (
  state: StartedAssessment,
  it: Recorded<FactOf<'AssessmentCompleted'>>,
): Assessment => {
  const { version, by } = it.data;
  const [first, ...others] = [...state.versions, { version, by, completedAt: momentOf(it) }];
  if (first === undefined) return state;
  return { ...state, stage: 'completed', versions: [first, ...others], copies: copiesOf(state) };
};

export const assessment: Evolution<Assessment, AssessmentFact> = {
  category: 'assessment',
  initial: { stage: 'not started' },
  evolve: (state, it) => {
    if (it.type === 'AssessmentStarted') return started(it);
    if (state.stage === 'not started') return state;
    switch (it.type) {
      case 'DetailsRecorded':
        return withChild(state, it.data.child, { details: it.data });
      case 'NeedAssessed':
        return changed(state, { needs: [...state.needs, it.data] });
      case 'StrengthFound':
        return changed(state, { strengths: [...state.strengths, it.data] });
      case 'ChildCommented':
        return withChild(state, it.data.child, { comment: it.data });
      case 'ParentCommented': {
        const others = state.parents.filter((one) => one.carer !== it.data.carer);
        return changed(state, { parents: [...others, it.data] });
      }
      case 'AssessmentCompleted':
        return completed(state, it);
      case 'FamilyCopyIssued':
        return state.stage === 'in progress'
          ? state
          : { ...state, copies: [...state.copies, it.data] };
    }
  },
};
