import { happenedBefore, refuseBefore } from '@onestory/kernel';
import type {
  AgencyId,
  ChildId,
  Decision,
  EpisodeId,
  Moment,
  Personal,
  PersonId,
  PractitionerId,
} from '@onestory/kernel';
import { stillRefused } from './consent.js';
import type {
  Capacity,
  CompetenceJudgement,
  Consent,
  ConsentFact,
  Exclusion,
  Given,
  HowUnderstood,
  Scope,
} from './consent.js';
import {
  CompetenceDoesNotFollow,
  CompetenceNotJudged,
  DecidesAsYoungPerson,
  NoChildrenCovered,
  NoParentalResponsibility,
  NoScope,
  NothingToWithdraw,
  NotYetSixteen,
  OnlyForOneself,
  ParentalResponsibilityUnknown,
  ParticipationFirst,
  ServiceMustNotBeConditional,
} from './refusals.js';

type Decide = Decision<Consent, ConsentFact>;

/** The first question, and its own answer: help is an offer, and refusing it costs nothing. */
export const agreeToTakePart =
  (given: { episode: EpisodeId; giver: PersonId; serviceNotConditional: boolean }): Decide =>
  (it) => {
    if (!given.serviceNotConditional) throw new ServiceMustNotBeConditional();
    if (it.stage !== 'nothing agreed' && it.stage !== 'not taking part') return [];
    return [{ type: 'ParticipationAgreed', data: { ...given, serviceNotConditional: true } }];
  };

/** What the index says of a child and this giver; a child that is missing here counts as unknown. */
export interface Responsibility {
  readonly child: ChildId;
  readonly parentalResponsibility: 'yes' | 'no' | 'unknown';
}

/** Who speaks, for whom, and by what right. */
export interface Speaking {
  readonly episode: EpisodeId;
  readonly giver: PersonId;
  readonly children: readonly ChildId[];
  readonly capacity: Capacity;
  readonly responsibilities: readonly Responsibility[];
  /** The index has noted that the giver turned 16. */
  readonly sixteen: boolean;
}

export interface ConsentToGive extends Speaking {
  readonly scope: Scope;
  readonly exclusions: readonly Exclusion[];
  readonly understoodBy: HowUnderstood;
}

/** At 16 a young person decides; before, a child does for whom it was judged that it can, for this decision. */
const refuseUnlessOwn = (
  { giver, children, capacity, sixteen }: Speaking,
  it: Consent,
  at: Moment,
): void => {
  if (children.some((child) => child !== giver)) throw new OnlyForOneself();
  if (capacity === 'young_person') {
    if (!sixteen) throw new NotYetSixteen();
    return;
  }
  if (sixteen) throw new DecidesAsYoungPerson();
  const judged = it.stage === 'nothing agreed' ? undefined : it.judged;
  if (!judged?.competent || happenedBefore(at, judged.at)) throw new CompetenceNotJudged();
};

const refuseWithoutAuthority = (speaking: Speaking, it: Consent, at: Moment): void => {
  const { children, capacity, responsibilities } = speaking;
  if (children.length === 0) throw new NoChildrenCovered();
  if (capacity !== 'parental_responsibility') {
    refuseUnlessOwn(speaking, it, at);
    return;
  }
  const responsibilityFor = (child: ChildId) =>
    responsibilities.find((one) => one.child === child)?.parentalResponsibility ?? 'unknown';
  const without = children.filter((child) => responsibilityFor(child) === 'no');
  if (without.length > 0) throw new NoParentalResponsibility(without);
  const unknown = children.filter((child) => responsibilityFor(child) === 'unknown');
  if (unknown.length > 0) throw new ParentalResponsibilityUnknown(unknown);
};

const same = (one: Given, other: Given): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Given anew it replaces what held before: wider, narrower, or after a withdrawal. */
export const giveConsent =
  (given: ConsentToGive): Decide =>
  (it, occasion) => {
    if (it.stage === 'nothing agreed' || it.stage === 'not taking part')
      throw new ParticipationFirst();
    refuseBefore(occasion, it.agreedAt, 'the agreement to take part');
    if (it.stage === 'withdrawn')
      refuseBefore(occasion, it.withdrawnAt, 'the withdrawal of the earlier consent');
    if (given.scope.purposes.length === 0 || given.scope.agencies.length === 0) throw new NoScope();
    refuseWithoutAuthority(given, it, occasion);
    const { responsibilities: _known, sixteen: _age, ...data } = given;
    if (it.stage === 'in force') {
      if (same(it.given, data) && stillRefused(it).length === 0) return [];
      refuseBefore(occasion, it.from, 'the consent that it replaces');
    }
    return [{ type: 'ConsentGiven', data }];
  };

/** Nobody has to say why. What was shared stays recorded; from this instant nothing more is shared by it. */
export const withdrawConsent =
  (given: { by: PersonId; reason?: string }): Decide =>
  (it, occasion) => {
    if (it.stage === 'withdrawn') return [];
    if (it.stage !== 'in force') throw new NothingToWithdraw();
    refuseBefore(occasion, it.from, 'the consent');
    const { episode, giver, children } = it.given;
    return [{ type: 'ConsentWithdrawn', data: { episode, giver, children, ...given } }];
  };

export interface ConsentToRefuse extends Speaking {
  /** None: a plain refusal, which names nobody. */
  readonly agencies: readonly AgencyId[];
  readonly reason?: Personal<string>;
}

/**
 * A no is recorded like a yes, whoever else has said yes, and needs no agreement to take part. A plain one also
 * ends what the same giver consented to.
 */
export const refuseConsent =
  (given: ConsentToRefuse): Decide =>
  (it, occasion) => {
    refuseWithoutAuthority(given, it, occasion);
    const { responsibilities: _known, sixteen: _age, ...refusal } = given;
    const already = it.stage === 'nothing agreed' ? [] : stillRefused(it);
    const agencies = [...new Set(refusal.agencies)];
    const fresh = agencies.filter((agency) => !already.some((one) => one.agency === agency));
    const plain = agencies.length === 0;
    if (plain ? already.some((one) => !one.agency) : fresh.length === 0) return [];
    if (it.stage === 'in force') refuseBefore(occasion, it.from, 'the consent');
    const refused: ConsentFact = { type: 'ConsentRefused', data: { ...refusal, agencies: fresh } };
    if (!plain || it.stage !== 'in force') return [refused];
    const { episode, giver, children } = it.given;
    const data = { episode, giver, children, by: giver };
    return [{ type: 'ConsentWithdrawn', data }, refused];
  };

/** A child is competent for a decision only who understands, retains, weighs and says it, free from pressure. */
export const judgeCompetence =
  (
    given: CompetenceJudgement & {
      readonly episode: EpisodeId;
      readonly giver: ChildId;
      readonly by: PractitionerId;
      readonly grounds: Personal<string>;
    },
  ): Decide =>
  (it, occasion) => {
    const { understands, retains, weighs, communicates, freeFromPressure, competent } = given;
    const all = understands && retains && weighs && communicates && freeFromPressure;
    if (competent !== all) throw new CompetenceDoesNotFollow();
    if (it.stage !== 'nothing agreed' && it.judged)
      refuseBefore(occasion, it.judged.at, 'the earlier judgement');
    return [{ type: 'CompetenceJudged', data: { ...given, decision: 'sharing_information' } }];
  };
