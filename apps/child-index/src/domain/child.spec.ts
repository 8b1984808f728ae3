import { forgotten, idFrom, localDate } from '@onestory/kernel';
import type { ChildId } from '@onestory/kernel';
import { fold, given } from '@onestory/testing';
import { child } from './child.js';
import type { ChildFact } from './child.js';
import { nhsNumber } from './nhs-number.js';
import {
  BornInTheFuture,
  CarerNamedTwice,
  ChildAlreadyRegistered,
  ExpectedDateImplausible,
  MotherMissing,
  NhsNumberOrReason,
  NotAChild,
  NotAnNhsNumber,
  NotSixteen,
  OrderOutOfBounds,
} from './refusals.js';
import { noteSixteen, registerChild, registerUnborn } from './registering.js';
import { younger, mother, partner, entry, expected, registered } from './testing/registered.js';

describe('registering a child', () => {
  it('takes an NHS number whose check digit is right', () =>
    given(child)
      .when(registerChild({ ...entry, nhsNumber: '999 000 0018' }))
      .then(registered));

  it('refuses one whose check digit is wrong', () =>
    given(child)
      .when(registerChild({ ...entry, nhsNumber: '9990000019' }))
      .refuses(NotAnNhsNumber));

  it('goes on without a number for a reason, and never without either', () => {
    given(child)
      .when(registerChild({ ...entry, noNhsNumberReason: 'new_arrival' }))
      .then({ type: 'ChildRegistered', data: { ...entry, noNhsNumberReason: 'new_arrival' } });
    given(child).when(registerChild(entry)).refuses(NhsNumberOrReason);
    given(child)
      .when(registerChild({ ...entry, nhsNumber: '9990000018', noNhsNumberReason: 'new_arrival' }))
      .refuses(NhsNumberOrReason);
  });

  it('registers twins as two children, told apart by their order', () => {
    const twin = (order: number) => ({
      ...entry,
      child: idFrom<ChildId>('twin', order),
      noNhsNumberReason: 'not_known_yet' as const,
      multipleBirth: { order, of: 2 },
    });
    given(child)
      .when(registerChild(twin(1)))
      .then({ type: 'ChildRegistered', data: twin(1) });
    given(child)
      .when(registerChild(twin(2)))
      .then({ type: 'ChildRegistered', data: twin(2) });
  });

  it('knows no third of two', () =>
    given(child)
      .when(
        registerChild({
          ...entry,
          noNhsNumberReason: 'not_known_yet',
          multipleBirth: { order: 3, of: 2 },
        }),
      )
      .refuses(OrderOutOfBounds));

  it('knows whether a carer has parental responsibility: yes, no or unknown', () =>
    expect(fold(child, registered)).toMatchObject({
      carers: [{ parentalResponsibility: 'yes' }, { parentalResponsibility: 'unknown' }],
    }));

  it('names each carer once', () =>
    given(child)
      .when(registerChild({ ...entry, nhsNumber: '9990000018', carers: [mother, mother] }))
      .refuses(CarerNamedTwice));

  it('is for children who are born, and not for adults', () => {
    const born = (on: string) =>
      registerChild({ ...entry, nhsNumber: '9990000018', dateOfBirth: localDate(on) });
    given(child)
      .when(born('2026-05-12'), '2026-01-10')
      .refuses(BornInTheFuture, /expected date/);
    given(child).when(born('1994-01-01'), '2026-01-10').refuses(NotAChild);
  });

  it('happens once', () =>
    given(child, registered)
      .when(registerChild({ ...entry, nhsNumber: '9990000018' }))
      .refuses(ChildAlreadyRegistered, /twin/));
});

describe('registering an unborn child', () => {
  it('has an expected date, no date of birth and no NHS number', () =>
    given(child)
      .when(registerUnborn(expected), '2026-01-19')
      .then({ type: 'UnbornRegistered', data: expected }));

  it('needs the mother among the carers', () =>
    given(child)
      .when(registerUnborn({ ...expected, carers: [partner] }), '2026-01-19')
      .refuses(MotherMissing));

  it('names the mother first', () =>
    given(child)
      .when(registerUnborn({ ...expected, carers: [partner, mother] }), '2026-01-19')
      .then({ type: 'UnbornRegistered', data: { ...expected, carers: [mother, partner] } }));

  it('refuses an expected date that no pregnancy has', () => {
    given(child).when(registerUnborn(expected), '2025-06-01').refuses(ExpectedDateImplausible);
    given(child).when(registerUnborn(expected), '2026-07-01').refuses(ExpectedDateImplausible);
  });
});

describe('turning 16', () => {
  const turned: ChildFact = { type: 'TurnedSixteen', data: { child: younger } };

  it('is noted from the birthday on, once', () => {
    given(child, registered).when(noteSixteen(), '2032-09-03').then(turned);
    given(child, registered, turned).when(noteSixteen(), '2032-09-04').nothing();
  });

  it('is not noted of who is younger, is not born, or has no birthday left', () => {
    given(child, registered).when(noteSixteen(), '2032-09-02').refuses(NotSixteen);
    given(child, { type: 'UnbornRegistered', data: expected })
      .when(noteSixteen())
      .refuses(NotSixteen);
    const unknown = { ...entry, dateOfBirth: forgotten, nhsNumber: nhsNumber('9990000018') };
    given(child, { type: 'ChildRegistered', data: unknown })
      .when(noteSixteen(), '2040-01-01')
      .refuses(NotSixteen);
  });
});
