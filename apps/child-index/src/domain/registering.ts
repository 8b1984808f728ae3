import { ageOn, daysBetween, isForgotten, londonDate } from '@onestory/kernel';
import type { CarerId, ChildId, Decision, LocalDate, Moment } from '@onestory/kernel';
import type {
  CarerOfChild,
  Child,
  ChildFact,
  Gender,
  NoNhsNumberReason,
  PersonName,
} from './child.js';
import { nhsNumber } from './nhs-number.js';
import {
  BornInTheFuture,
  CarerNamedTwice,
  CarerNotRegistered,
  ChildAlreadyRegistered,
  ExpectedDateImplausible,
  MotherMissing,
  NhsNumberOrReason,
  NotAChild,
  NotSixteen,
  OrderOutOfBounds,
} from './refusals.js';

/** Young people with special educational needs or a learning disability are supported to 25. */
const OLDEST = 25;
const LONGEST_AHEAD_DAYS = 300;
const LONGEST_OVERDUE_DAYS = 28;

const refuseNamedTwice = (carers: readonly CarerOfChild[]): void => {
  if (new Set(carers.map(({ carer }) => carer)).size < carers.length) throw new CarerNamedTwice();
};

/** Carers are people of their own, registered before their children. */
export const refuseUnregistered = (
  carers: readonly CarerOfChild[],
  registered: readonly CarerId[],
): void => {
  if (carers.some(({ carer }) => !registered.includes(carer))) throw new CarerNotRegistered();
};

const refuseWrongAge = (dateOfBirth: LocalDate, occasion: Moment): void => {
  const today = londonDate(occasion.occurredAt);
  if (dateOfBirth > today) throw new BornInTheFuture();
  if (ageOn(dateOfBirth, today) >= OLDEST) throw new NotAChild();
};

export interface ChildToRegister {
  readonly child: ChildId;
  readonly name: PersonName;
  readonly dateOfBirth: LocalDate;
  readonly gender: Gender;
  readonly nhsNumber?: string;
  readonly noNhsNumberReason?: NoNhsNumberReason;
  readonly address?: string;
  readonly postcode?: string;
  readonly multipleBirth?: { readonly order: number; readonly of: number };
  readonly carers: readonly CarerOfChild[];
}

/** Never merges: two children who look alike on paper are two children, until a person says otherwise. */
export const registerChild =
  (given: ChildToRegister): Decision<Child, ChildFact> =>
  (it, occasion) => {
    const { nhsNumber: number, ...data } = given;
    if (it.stage !== 'not registered') throw new ChildAlreadyRegistered();
    if ((number === undefined) === (given.noNhsNumberReason === undefined))
      throw new NhsNumberOrReason();
    refuseWrongAge(given.dateOfBirth, occasion);
    const { multipleBirth } = given;
    if (multipleBirth && multipleBirth.order > multipleBirth.of) throw new OrderOutOfBounds();
    refuseNamedTwice(given.carers);
    const checked = number === undefined ? {} : { nhsNumber: nhsNumber(number) };
    return [{ type: 'ChildRegistered', data: { ...data, ...checked } }];
  };

/** @throws MotherMissing */
export const motherAmong = (carers: readonly CarerOfChild[]): CarerOfChild => {
  const mother = carers.find(({ relationship }) => relationship === 'mother');
  if (!mother) throw new MotherMissing();
  return mother;
};

/** One record per expected child. There is no NHS number and no date of birth before birth. */
export const registerUnborn =
  (given: {
    child: ChildId;
    expectedDate: LocalDate;
    carers: readonly CarerOfChild[];
  }): Decision<Child, ChildFact> =>
  (it, occasion) => {
    if (it.stage !== 'not registered') throw new ChildAlreadyRegistered();
    const mother = motherAmong(given.carers);
    refuseNamedTwice(given.carers);
    const ahead = daysBetween(londonDate(occasion.occurredAt), given.expectedDate);
    if (ahead > LONGEST_AHEAD_DAYS || ahead < -LONGEST_OVERDUE_DAYS)
      throw new ExpectedDateImplausible();
    const carers = [mother, ...given.carers.filter((one) => one !== mother)];
    return [{ type: 'UnbornRegistered', data: { ...given, carers } }];
  };

const DECIDES_FROM = 16;

/** Others may not know a birthday, and need to know who decides for themself: the index notes it, and nothing else. */
export const noteSixteen = (): Decision<Child, ChildFact> => (it, occasion) => {
  if (it.stage !== 'born' || isForgotten(it.dateOfBirth)) throw new NotSixteen();
  if (it.sixteen) return [];
  const today = londonDate(occasion.occurredAt);
  if (ageOn(it.dateOfBirth, today) < DECIDES_FROM) throw new NotSixteen();
  return [{ type: 'TurnedSixteen', data: { child: it.child } }];
};
