import { refuseBefore } from '@onestory/kernel';
import type { ChildId, Decision, EpisodeId, PersonId } from '@onestory/kernel';
import type {
  Capacity,
  Consent,
  ConsentFact,
  Exclusion,
  Given,
  HowUnderstood,
  Scope,
} from './consent.js';
import {
  NoChildrenCovered,
  NoParentalResponsibility,
  NoScope,
  NothingToWithdraw,
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
    if (it.stage !== 'nothing agreed') return [];
    return [{ type: 'ParticipationAgreed', data: { ...given, serviceNotConditional: true } }];
  };

/** What the index says of a child and this giver; a child that is missing here counts as unknown. */
export interface Responsibility {
  readonly child: ChildId;
  readonly parentalResponsibility: 'yes' | 'no' | 'unknown';
}

export interface ConsentToGive {
  readonly episode: EpisodeId;
  readonly giver: PersonId;
  readonly children: readonly ChildId[];
  readonly scope: Scope;
  readonly exclusions: readonly Exclusion[];
  readonly capacity: Capacity;
  readonly understoodBy: HowUnderstood;
  readonly responsibilities: readonly Responsibility[];
}

const refuseWithoutAuthority = ({
  giver,
  children,
  capacity,
  responsibilities,
}: ConsentToGive): void => {
  if (capacity !== 'parental_responsibility') {
    if (children.some((child) => child !== giver)) throw new OnlyForOneself();
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
    if (it.stage === 'nothing agreed') throw new ParticipationFirst();
    refuseBefore(occasion, it.agreedAt, 'the agreement to take part');
    if (it.stage === 'withdrawn')
      refuseBefore(occasion, it.withdrawnAt, 'the withdrawal of the earlier consent');
    if (given.children.length === 0) throw new NoChildrenCovered();
    if (given.scope.purposes.length === 0 || given.scope.agencies.length === 0) throw new NoScope();
    refuseWithoutAuthority(given);
    const { responsibilities: _known, ...data } = given;
    if (it.stage === 'in force') {
      if (same(it.given, data)) return [];
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
