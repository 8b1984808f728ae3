import { daysBetween, EARLIEST_DAY, londonDate, refuseBefore, TooLongAgo } from '@onestory/kernel';
import type {
  CarerId,
  ChildId,
  Decision,
  EpisodeId,
  LocalDate,
  Moment,
  PractitionerId,
} from '@onestory/kernel';
import type {
  AboutEntry,
  AssessedChild,
  Assessment,
  AssessmentFact,
  CommentNotGiven,
  EntryId,
  IdentifyingDetails,
  Interpreter,
  StartedAssessment,
} from './assessment.js';
import { appliesToUnborn } from './elements.js';
import type { HowKnown, ElementCode, WayOfCommenting } from './elements.js';
import {
  AssessmentAlreadyOpen,
  AssessmentNotStarted,
  ChildNotInAssessment,
  DateOfBirthImplausible,
  DateOfBirthMissing,
  EvidenceInTheFuture,
  InAnotherEpisode,
  NoChildren,
  NoConsentToAssess,
  NotApplicableToUnborn,
  NotOfThisFamily,
  ReporterMissing,
  UnbornHasNoComment,
  UnbornHasNoDateOfBirth,
  UnbornNotAmongItsChildren,
} from './refusals.js';
import type { ConsentDecision } from './refusals.js';

type Decide = Decision<Assessment, AssessmentFact>;

const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** The assessment, once it is started; what is recorded in it cannot have happened before that. */
export const ongoing = (it: Assessment, occasion: Moment): StartedAssessment => {
  if (it.stage === 'not started') throw new AssessmentNotStarted();
  refuseBefore(occasion, it.startedAt, 'the start of the assessment');
  return it;
};

const childIn = (it: StartedAssessment, child: ChildId): AssessedChild => {
  const found = it.children.find((one) => one.child === child);
  if (!found) throw new ChildNotInAssessment();
  return found;
};

/** An open episode of a child beside the one in hand. */
export interface OtherEpisode {
  readonly episode: EpisodeId;
  /** Who asks recorded, leads or helps there. */
  readonly established: boolean;
}

const refuseJoiningSilently = (
  episode: EpisodeId,
  elsewhere: readonly OtherEpisode[],
  joinEpisodes: boolean,
): void => {
  const mayJoin = elsewhere.every(({ established }) => established);
  if (elsewhere.length === 0 || (joinEpisodes && mayJoin)) return;
  const others = [...new Set(elsewhere.map((other) => other.episode))];
  throw new InAnotherEpisode(episode, others, mayJoin);
};

/** Voluntary from the first word: without the family's consent nothing starts. Names all its children. */
export const startAssessment =
  (given: {
    episode: EpisodeId;
    children: readonly ChildId[];
    unborn: readonly ChildId[];
    by: PractitionerId;
    present?: string;
    ledTo?: string;
    consent: ConsentDecision;
    /** Other open episodes of these children, and whether the assessor works in them too. */
    elsewhere?: readonly OtherEpisode[];
    joinEpisodes?: boolean;
  }): Decide =>
  (it) => {
    const { consent, elsewhere = [], joinEpisodes = false, ...data } = given;
    if (it.stage !== 'not started') {
      if (it.started.by === given.by && same(it.started.children, given.children)) return [];
      throw new AssessmentAlreadyOpen();
    }
    if (consent !== 'given') throw new NoConsentToAssess(consent);
    if (given.children.length === 0) throw new NoChildren();
    const stray = given.unborn.find((child) => !given.children.includes(child));
    if (stray !== undefined) throw new UnbornNotAmongItsChildren();
    refuseJoiningSilently(given.episode, elsewhere, joinEpisodes);
    return [{ type: 'AssessmentStarted', data }];
  };

const LONGEST_AHEAD_DAYS = 300;

const refuseImplausible = (details: IdentifyingDetails, occasion: Moment): void => {
  const today = londonDate(occasion.occurredAt);
  const isPlausible =
    'dateOfBirth' in details
      ? details.dateOfBirth >= EARLIEST_DAY && details.dateOfBirth <= today
      : details.expectedDate >= EARLIEST_DAY &&
        daysBetween(today, details.expectedDate) <= LONGEST_AHEAD_DAYS;
  if (!isPlausible) throw new DateOfBirthImplausible();
};

export const recordDetails =
  (given: { child: ChildId; details: IdentifyingDetails; interpreter?: Interpreter }): Decide =>
  (it, occasion) => {
    const child = childIn(ongoing(it, occasion), given.child);
    const hasBirthday = 'dateOfBirth' in given.details;
    if (child.unborn && hasBirthday) throw new UnbornHasNoDateOfBirth();
    if (!child.unborn && !hasBirthday) throw new DateOfBirthMissing();
    refuseImplausible(given.details, occasion);
    return same(child.details, given) ? [] : [{ type: 'DetailsRecorded', data: given }];
  };

export interface NewEntry {
  readonly entry: EntryId;
  readonly child: ChildId;
  readonly element: ElementCode;
  readonly basis: HowKnown;
  readonly reportedBy?: string;
  readonly evidenceDate?: LocalDate;
  readonly by: PractitionerId;
}

const refuseUnfounded = (it: StartedAssessment, entry: AboutEntry, occasion: Moment): void => {
  const child = childIn(it, entry.child);
  if (child.unborn && !appliesToUnborn(entry.element))
    throw new NotApplicableToUnborn(entry.element);
  if (entry.basis === 'reported_by' && entry.reportedBy === undefined) throw new ReporterMissing();
  if (entry.evidenceDate === undefined) return;
  if (entry.evidenceDate > londonDate(occasion.occurredAt)) throw new EvidenceInTheFuture();
  if (entry.evidenceDate < EARLIEST_DAY) throw new TooLongAgo();
};

export const assessNeed =
  (given: NewEntry & { need: string }): Decide =>
  (state, occasion) => {
    const it = ongoing(state, occasion);
    refuseUnfounded(it, given, occasion);
    if (it.needs.some((one) => one.entry === given.entry)) return [];
    return [{ type: 'NeedAssessed', data: given }];
  };

export const findStrength =
  (given: NewEntry & { strength: string }): Decide =>
  (state, occasion) => {
    const it = ongoing(state, occasion);
    refuseUnfounded(it, given, occasion);
    if (it.strengths.some((one) => one.entry === given.entry)) return [];
    return [{ type: 'StrengthFound', data: given }];
  };

/** In the child's own words, drawing or play; or the reason why not. */
export const recordChildsComment =
  (
    given: { child: ChildId } & ({ comment: string; how?: WayOfCommenting } | CommentNotGiven),
  ): Decide =>
  (it, occasion) => {
    const child = childIn(ongoing(it, occasion), given.child);
    if (child.unborn) throw new UnbornHasNoComment();
    return same(child.comment, given) ? [] : [{ type: 'ChildCommented', data: given }];
  };

export const recordParentsComment =
  (
    given:
      | { carer: CarerId; comment: string; how?: WayOfCommenting }
      | ({ carer?: CarerId } & CommentNotGiven),
    /** Those of the children of this assessment. */
    carers: readonly CarerId[],
  ): Decide =>
  (state, occasion) => {
    const it = ongoing(state, occasion);
    if (given.carer !== undefined && !carers.includes(given.carer)) throw new NotOfThisFamily();
    return it.parents.some((one) => same(one, given))
      ? []
      : [{ type: 'ParentCommented', data: given }];
  };
