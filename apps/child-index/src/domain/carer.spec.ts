import { idFrom, localDate } from '@onestory/kernel';
import type { CarerId } from '@onestory/kernel';
import { given } from '@onestory/testing';
import { carer, registerCarer } from './carer.js';
import type { CarerFact } from './carer.js';
import { nhsNumber } from './nhs-number.js';
import { CarerAlreadyRegistered, CarerOfNoAge, NotAnNhsNumber } from './refusals.js';

const mother = { carer: idFrom<CarerId>('mother'), name: { given: 'Some', family: 'Mother' } };
const registered: CarerFact = { type: 'CarerRegistered', data: mother };
const register = (number?: string) =>
  registerCarer({ ...mother, ...(number && { nhsNumber: number }) });

describe('registering a carer', () => {
  it('needs a name and no more', () => given(carer).when(register()).then(registered));

  it('checks an NHS number where there is one', () => {
    given(carer)
      .when(register('999 000 0034'))
      .then({ ...registered, data: { ...mother, nhsNumber: nhsNumber('9990000034') } });
    given(carer).when(register('9990000035')).refuses(NotAnNhsNumber);
  });

  it('refuses a birthday that no carer has', () => {
    const born = (on: string) =>
      given(carer).when(registerCarer({ ...mother, dateOfBirth: localDate(on) }), '2026-01-05');
    born('2027-01-01').refuses(CarerOfNoAge);
    born('2016-01-06').refuses(CarerOfNoAge);
    born('1905-01-05').refuses(CarerOfNoAge);
    born('2016-01-05').thenTypes('CarerRegistered');
    born('1905-01-06').thenTypes('CarerRegistered');
  });

  it('happens once', () =>
    given(carer, registered).when(register()).refuses(CarerAlreadyRegistered));
});
