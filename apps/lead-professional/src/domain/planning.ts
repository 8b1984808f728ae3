import { addDays, londonDate, refuseBefore } from '@onestory/kernel';
import type {
  ActionId,
  AgencyId,
  Decision,
  EventId,
  LocalDate,
  Moment,
  Occasion,
  Personal,
} from '@onestory/kernel';
import { boundsOf } from './codes.js';
import { measureOf } from './facts.js';
import type { Episode, Plan, PlannedAction } from './episode.js';
import type {
  AgreedAction,
  Cause,
  CorrectedField,
  EpisodeFact,
  Reading,
  Present,
} from './facts.js';
import { refuseIfNobodyPresent, refuseUnlessLed } from './leading.js';
import {
  ActionGivenTwice,
  ActionIsDone,
  AnotherCauseIsRecorded,
  DueBeforeAgreed,
  EpisodeIsClosed,
  MeasuredTwice,
  NoActions,
  NoMeetingYet,
  NoPlanYet,
  NoSuchAction,
  NotDueYet,
  NothingToCorrect,
  OutOfBounds,
  PlanIsAgreed,
  ReviewDueMissing,
  ReviewDueNotAhead,
  ReviewDueTooLate,
  SensitiveService,
  UnknownAgency,
} from './refusals.js';

type Decides = Decision<Episode, EpisodeFact>;

/** `withinDays`: the area's policy of that day. Without `reviewDue` the last day it allows. */
interface NextReview {
  readonly reviewDue?: LocalDate | undefined;
  readonly withinDays: number | undefined;
}

/** An agency of the area's register. */
interface KnownAgency {
  readonly id: AgencyId;
  readonly sensitive: boolean;
}

const reviewDue = (given: NextReview, occasion: Occasion): LocalDate => {
  const today = londonDate(occasion.occurredAt);
  const latest = given.withinDays === undefined ? undefined : addDays(today, given.withinDays);
  const due = given.reviewDue ?? latest;
  if (!due) throw new ReviewDueMissing();
  if (due <= today) throw new ReviewDueNotAhead();
  if (latest && due > latest) throw new ReviewDueTooLate(latest);
  return due;
};

const refuseOutOfBounds = ({ measure, value }: Reading): void => {
  const bounds = boundsOf(measure);
  if (bounds && (value < bounds.least || value > bounds.most))
    throw new OutOfBounds(measure, bounds.least, bounds.most);
};

const refuseMismeasured = (all: readonly Reading[]): void => {
  for (const it of all) refuseOutOfBounds(it);
  const twice = all.find(
    (it, index) => all.findIndex((other) => other.measure === it.measure) < index,
  );
  if (twice) throw new MeasuredTwice(twice.measure);
};

const planOf = (it: Episode): Plan => {
  if (it.stage === 'closed') throw new EpisodeIsClosed();
  if (it.stage !== 'planned') throw new NoPlanYet();
  return it.plan;
};

const actionOf = (it: Episode, action: ActionId): PlannedAction => {
  const found = planOf(it).actions.find((one) => one.action === action);
  if (!found) throw new NoSuchAction();
  return found;
};

/** `assessed`: when the assessment was first completed; the plan follows it. */
export const agreePlan =
  (
    given: {
      goal: Personal<string>;
      baselines: readonly Reading[];
      assessed: Moment;
    } & NextReview,
  ): Decides =>
  (it, occasion) => {
    refuseUnlessLed(it);
    if (it.stage === 'planned') throw new PlanIsAgreed();
    if (!it.lastTac) throw new NoMeetingYet();
    refuseBefore(occasion, given.assessed, 'the assessment was completed');
    refuseBefore(occasion, it.lastTac, 'the meeting of the team around the child');
    refuseMismeasured(given.baselines);
    const { goal, baselines } = given;
    return [
      { type: 'PlanAgreed', data: { goal, baselines, reviewDue: reviewDue(given, occasion) } },
    ];
  };

const refuseUnlessMayBeNamed = (
  { agency, recipients = [] }: AgreedAction,
  known: readonly KnownAgency[],
): void => {
  for (const named of [agency, ...recipients]) {
    const found = known.find(({ id }) => id === named);
    if (!found) throw new UnknownAgency();
    if (found.sensitive) throw new SensitiveService();
  }
};

/** Each action has exactly one accountable agency and a due date; those that the plan has already are left out. */
export const agreeActions =
  (given: { actions: readonly AgreedAction[]; agencies: readonly KnownAgency[] }): Decides =>
  (it, occasion) => {
    const plan = planOf(it);
    if (given.actions.length === 0) throw new NoActions();
    if (new Set(given.actions.map(({ action }) => action)).size < given.actions.length)
      throw new ActionGivenTwice();
    for (const action of given.actions) refuseUnlessMayBeNamed(action, given.agencies);
    refuseBefore(occasion, plan.agreed, 'the plan');
    const agreed = londonDate(occasion.occurredAt);
    if (given.actions.some(({ due }) => due < agreed)) throw new DueBeforeAgreed(agreed);
    const known = new Set(plan.actions.map(({ action }) => action));
    const actions = given.actions.filter(({ action }) => !known.has(action));
    return actions.length === 0 ? [] : [{ type: 'ActionsAgreed', data: { actions } }];
  };

/** A service under the plan began: the family sat in its first session. */
export const startService =
  (given: { action: ActionId }): Decides =>
  (it, occasion) => {
    const { action, agency, agreed, started } = actionOf(it, given.action);
    if (started) return [];
    refuseBefore(occasion, agreed, 'the action was agreed');
    return [{ type: 'ServiceStarted', data: { action, agency } }];
  };

export const holdReview =
  (
    given: Present & { whatChanged: Personal<string>; measures: readonly Reading[] } & NextReview,
  ): Decides =>
  (it, occasion) => {
    const plan = planOf(it);
    refuseIfNobodyPresent(given);
    refuseMismeasured(given.measures);
    refuseBefore(occasion, plan.agreed, 'the plan');
    const { present, family, whatChanged, measures } = given;
    const nextReviewDue = reviewDue(given, occasion);
    return [
      { type: 'ReviewHeld', data: { present, family, whatChanged, measures, nextReviewDue } },
    ];
  };

export const finishAction =
  (given: { action: ActionId }): Decides =>
  (it, occasion) => {
    const { action, agency, agreed, outcome } = actionOf(it, given.action);
    if (outcome?.done) return [];
    refuseBefore(occasion, agreed, 'the action was agreed');
    return [{ type: 'ActionDone', data: { action, agency } }];
  };

/** "It could not be done, things changed" and "the agency did not act" are two things; only the second counts against it. */
export const recordActionNotDone =
  (given: { action: ActionId; cause: Cause; reason: Personal<string> }): Decides =>
  (it, occasion) => {
    const { action, agency, agreed, due, outcome } = actionOf(it, given.action);
    if (outcome?.done) throw new ActionIsDone();
    if (outcome && outcome.cause !== given.cause) throw new AnotherCauseIsRecorded();
    if (outcome) return [];
    refuseBefore(occasion, agreed, 'the action was agreed');
    if (given.cause === 'agency' && londonDate(occasion.occurredAt) <= due)
      throw new NotDueYet(due);
    const { cause, reason } = given;
    return [{ type: 'ActionNotDone', data: { action, agency, cause, reason } }];
  };

/** What was measured on one occasion: the plan's baselines, or one review. */
const measuredIn = (plan: Plan, event: EventId, field: CorrectedField) =>
  field.startsWith('baselines.')
    ? plan.event === event && { at: plan.agreed, all: plan.baselines }
    : plan.reviews
        .filter((review) => review.event === event)
        .map(({ held, measures }) => ({ at: held, all: measures }))[0];

/** What was recorded stays in the history; every view shows what is true now. */
export const correctFact =
  (given: {
    event: EventId;
    field: CorrectedField;
    now: number;
    reason: Personal<string>;
  }): Decides =>
  (it, occasion) => {
    const measured = measuredIn(planOf(it), given.event, given.field) || undefined;
    const wrong = measured?.all.find(({ measure }) => measure === measureOf(given.field));
    if (!measured || !wrong) throw new NothingToCorrect();
    refuseOutOfBounds({ measure: wrong.measure, value: given.now });
    refuseBefore(occasion, measured.at, 'what it corrects');
    return wrong.value === given.now ? [] : [{ type: 'FactCorrected', data: given }];
  };
