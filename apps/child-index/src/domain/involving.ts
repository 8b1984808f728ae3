import { refuseBefore } from '@onestory/kernel';
import type { AgencyId, AssessmentId, Decision, EpisodeId, PractitionerId } from '@onestory/kernel';
import { SENSITIVE_KINDS } from './child.js';
import type { Child, ChildFact, Involvement, InvolvementId, RegisteredChild } from './child.js';
import { ChildNotRegistered, NoSuchInvolvement, SensitiveNeedsConsentOrHarm } from './refusals.js';

type Decide = Decision<Child, ChildFact>;

const registered = (it: Child): RegisteredChild => {
  if (it.stage === 'not registered') throw new ChildNotRegistered();
  return it;
};

const sameInvolvement = (one: Involvement, other: Involvement): boolean =>
  one.agency === other.agency && one.kind === other.kind && one.practitioner === other.practitioner;

/** A service of a sensitive kind is sensitive whatever its agency says of itself. */
export const startInvolvement =
  (given: Involvement): Decide =>
  (state) => {
    const it = registered(state);
    const sensitive = given.sensitive || SENSITIVE_KINDS.some((kind) => kind === given.kind);
    if (sensitive && given.basis === 'duty') throw new SensitiveNeedsConsentOrHarm();
    const live = it.involvements.filter(({ endedAt }) => endedAt === undefined);
    if (live.some((one) => sameInvolvement(one, given))) return [];
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

/** Whom to ask about an episode of help: the one who leads it. */
export const nameContact =
  (given: { episode: EpisodeId; practitioner: PractitionerId; agency: AgencyId }): Decide =>
  (state) => {
    const now = registered(state).contacts.find(({ episode }) => episode === given.episode);
    return now?.practitioner === given.practitioner && now.agency === given.agency
      ? []
      : [{ type: 'ContactNamed', data: given }];
  };
