import { idFrom, localDate } from '@onestory/kernel';
import type { CarerId, ChildId } from '@onestory/kernel';
import type { CarerOfChild, ChildFact, Involvement } from '../child.js';
import { nhsNumber } from '../nhs-number.js';

export const younger: ChildId = idFrom('younger child');
const baby: ChildId = idFrom('unborn baby');

export const mother: CarerOfChild = {
  carer: idFrom<CarerId>('mother'),
  parentalResponsibility: 'yes',
  relationship: 'mother',
};

export const partner: CarerOfChild = {
  carer: idFrom<CarerId>('partner'),
  parentalResponsibility: 'unknown',
  relationship: 'partner_of_parent',
};

export const entry = {
  child: younger,
  name: { given: 'Some', family: 'Child' },
  dateOfBirth: localDate('2016-09-03'),
  gender: 'male',
  carers: [mother, partner],
} as const;

export const expected = { child: baby, expectedDate: localDate('2026-05-12'), carers: [mother] };

export const registered: ChildFact = {
  type: 'ChildRegistered',
  data: { ...entry, nhsNumber: nhsNumber('9990000018') },
};

export const school: Involvement = {
  involvement: idFrom('school'),
  agency: idFrom('primary school'),
  kind: 'school',
  sensitive: false,
  basis: 'duty',
};

export const started: ChildFact = { type: 'InvolvementStarted', data: school };

export const ended: ChildFact = {
  type: 'InvolvementEnded',
  data: { involvement: school.involvement, agency: school.agency, sensitive: false },
};
