import type { CarerId, Decision, Evolution, Fact, LocalDate, Personal } from '@onestory/kernel';
import type { PersonName } from './child.js';
import { nhsNumber } from './nhs-number.js';
import type { NhsNumber } from './nhs-number.js';
import { CarerAlreadyRegistered } from './refusals.js';

/** Stream `carer-<CarerId>`: someone who cares for a child, with parental responsibility or without. */
export type CarerFact = Fact<
  'CarerRegistered',
  {
    carer: CarerId;
    name: Personal<PersonName>;
    phone?: Personal<string>;
    address?: Personal<string>;
    postcode?: Personal<string>;
    dateOfBirth?: Personal<LocalDate>;
    nhsNumber?: Personal<NhsNumber>;
  }
>;

export type Carer =
  { readonly stage: 'not registered' } | ({ readonly stage: 'registered' } & CarerFact['data']);

export const carer: Evolution<Carer, CarerFact> = {
  category: 'carer',
  initial: { stage: 'not registered' },
  evolve: (_state, it) => {
    switch (it.type) {
      case 'CarerRegistered':
        return { stage: 'registered', ...it.data };
    }
  },
};

export const registerCarer =
  (given: {
    carer: CarerId;
    name: PersonName;
    phone?: string;
    address?: string;
    postcode?: string;
    dateOfBirth?: LocalDate;
    nhsNumber?: string;
  }): Decision<Carer, CarerFact> =>
  (it) => {
    const { nhsNumber: number, ...data } = given;
    if (it.stage === 'registered') throw new CarerAlreadyRegistered();
    const checked = number === undefined ? {} : { nhsNumber: nhsNumber(number) };
    return [{ type: 'CarerRegistered', data: { ...data, ...checked } }];
  };
