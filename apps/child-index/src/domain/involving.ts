import { daysBetween, londonDate, orElse, refuseBefore } from '@onestory/kernel';
import type { AssessmentId, Decision, EpisodeId, Moment, PractitionerId } from '@onestory/kernel';
import { SENSITIVE_KINDS } from './child.js';
import type {
  Child,
  ChildFact,
  Contact,
  Involvement,
  InvolvementId,
  RegisteredChild,
} from './child.js';
import {
  ChildNotRegistered,
  LongBeforeBirth,
  NoSuchInvolvement,
  SensitiveNeedsConsentOrHarm,
} from './refusals.js';

type Decide = Decision<Child, ChildFact>;

const registered = (it: Child): RegisteredChild => {
  if (it.stage === 'not registered') throw new ChildNotRegistered();
  return it;
};

/** Help begins before birth at the earliest when there is a pregnancy. */
const LONGEST_BEFORE_BIRTH_DAYS = 300;

/** Only the index knows birthdays, so only it can tell. A forgotten one refuses nothing. */
const refuseLongBeforeBirth = (it: RegisteredChild, occasion: Moment): void => {
  const born = orElse(it.stage === 'born' ? it.dateOfBirth : it.expectedDate, undefined);
  if (born === undefined) return;
  if (daysBetween(londonDate(occasion.occurredAt), born) > LONGEST_BEFORE_BIRTH_DAYS)
    throw new LongBeforeBirth();
};

type WhoDoesWhat = Pick<Involvement, 'agency' | 'kind' | 'practitioner'>;

const sameInvolvement = (one: WhoDoesWhat, other: WhoDoesWhat): boolean =>
  one.agency === other.agency && one.kind === other.kind && one.practitioner === other.practitioner;

/** The id by which an involvement that goes on is ended. */
export const liveInvolvementOf = (state: Child, given: WhoDoesWhat): InvolvementId | undefined =>
  registered(state).involvements.find(
    (one) => one.endedAt === undefined && sameInvolvement(one, given),
  )?.involvement;

/** A service of a sensitive kind is sensitive whatever its agency says of itself. */
export const startInvolvement =
  (given: Involvement): Decide =>
  (state, occasion) => {
    const it = registered(state);
    const sensitive = given.sensitive || SENSITIVE_KINDS.some((kind) => kind === given.kind);
    if (sensitive && given.basis === 'duty') throw new SensitiveNeedsConsentOrHarm();
    if (liveInvolvementOf(it, given)) return [];
    refuseLongBeforeBirth(it, occasion);
    return [{ type: 'InvolvementStarted', data: { ...given, sensitive } }];
  };

export const endInvolvement =
  (given: { involvement: InvolvementId }): Decide =>
  (state, occasion) => {
    const found = registered(state).involvements.find(
      ({ involvement }) => involvement === given.involvement,
    );
    if (!found) throw new NoSuchInvolvement();
    if (found.endedAt) return [];
    refuseBefore(occasion, found.startedAt, 'the start of this involvement');
    const { involvement, agency, sensitive } = found;
    return [{ type: 'InvolvementEnded', data: { involvement, agency, sensitive } }];
  };

/** The index learns that an assessment exists. Its content stays where it was written. */
export const listAssessment =
  (given: { assessment: AssessmentId }): Decide =>
  (state) =>
    registered(state).assessments.includes(given.assessment)
      ? []
      : [{ type: 'AssessmentListed', data: given }];

/** The contact of an episode of help is the person who leads it. */
export const nameContact =
  (given: Contact): Decide =>
  (state) => {
    const now = registered(state).contacts.find(({ episode }) => episode === given.episode);
    return now?.practitioner === given.practitioner && now.agency === given.agency
      ? []
      : [{ type: 'ContactNamed', data: given }];
  };

/** Better nobody to ask than somebody who has left. `practitioner`: only while they are the contact. */
export const endContact =
  (given: { episode: EpisodeId; practitioner?: PractitionerId }): Decide =>
  (state) => {
    const { episode, practitioner } = given;
    const now = registered(state).contacts.find((one) => one.episode === episode);
    const isMeant = now && (practitioner === undefined || now.practitioner === practitioner);
    return isMeant ? [{ type: 'ContactEnded', data: { episode } }] : [];
  };
