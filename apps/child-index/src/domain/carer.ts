import { ageOn, londonDate } from '@onestory/kernel';
import type {
  CarerId,
  Decision,
  Evolution,
  Fact,
  LocalDate,
  Moment,
  Personal,
} from '@onestory/kernel';
import type { PersonName } from './child.js';
import { nhsNumber } from './nhs-number.js';
import type { NhsNumber } from './nhs-number.js';
import { CarerAlreadyRegistered, CarerOfNoAge } from './refusals.js';

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

/** Young carers are carers too. */
const YOUNGEST = 10;
const OLDEST = 120;

const refuseNoAge = (dateOfBirth: LocalDate, occasion: Moment): void => {
  const age = ageOn(dateOfBirth, londonDate(occasion.occurredAt));
  if (age < YOUNGEST || age > OLDEST) throw new CarerOfNoAge();
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
  (it, occasion) => {
    const { nhsNumber: number, ...data } = given;
    if (it.stage === 'registered') throw new CarerAlreadyRegistered();
    if (data.dateOfBirth !== undefined) refuseNoAge(data.dateOfBirth, occasion);
    const checked = number === undefined ? {} : { nhsNumber: nhsNumber(number) };
    return [{ type: 'CarerRegistered', data: { ...data, ...checked } }];
  };
