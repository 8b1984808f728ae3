import { z } from 'zod';
import { agencyId, carerId, childId, contract, id, practitionerId } from './published-event.js';

const owner = 'child-index';

const carers = z
  .array(
    z.looseObject({
      carer: carerId,
      parentalResponsibility: z.enum(['yes', 'no', 'unknown']),
    }),
  )
  .describe('Who cares for the child; `unknown` cannot consent until it is checked');
const involvement = id.describe('One agency at work with one child');

const oneChild = '3f0f8a52-6d5e-4b7e-9a39-0b8f0a5d1c01';
const unborn = '7c2d8e1f-03e4-4d69-9a8b-7e3fad1f5c03';
const mother = 'c7b2d9a4-1e3f-4a6b-b5c8-0d9e8f7a6b11';
const teacher = 'd1e2f3a4-b5c6-4d7e-8f90-a1b2c3d4e531';
const school = 'e9d8c7b6-a5f4-4e3d-9c2b-1a0f9e8d7c41';
const anInvolvement = '33f3c2d4-6e7f-4081-8c9d-1e0f9a8b7c71';

export const ChildRegisteredV1 = contract({
  type: 'child-index.child-registered.v1',
  owner,
  fact: 'ChildRegistered',
  meaning: 'A child is in the index, with those who care for it; who it is stays there.',
  schema: z.looseObject({ child: childId, carers }),
  example: { child: oneChild, carers: [{ carer: mother, parentalResponsibility: 'yes' }] },
});

export const UnbornRegisteredV1 = contract({
  type: 'child-index.unborn-registered.v1',
  owner,
  fact: 'UnbornRegistered',
  meaning: 'A child is expected; its mother is the first of the carers.',
  schema: z.looseObject({ child: childId, carers }),
  example: { child: unborn, carers: [{ carer: mother, parentalResponsibility: 'yes' }] },
});

export const TurnedSixteenV1 = contract({
  type: 'child-index.turned-sixteen.v1',
  owner,
  fact: 'TurnedSixteen',
  meaning: 'The child is 16 by the birthday in the index, and decides on sharing for themself.',
  schema: z.looseObject({ child: childId }),
  example: { child: oneChild },
});

export const CarerRegisteredV1 = contract({
  type: 'child-index.carer-registered.v1',
  owner,
  fact: 'CarerRegistered',
  meaning: 'Somebody who cares for a child is in the index; who it is stays there.',
  schema: z.looseObject({ carer: carerId }),
  example: { carer: mother },
});

export const InvolvementStartedV1 = contract({
  type: 'child-index.involvement-started.v1',
  owner,
  fact: 'InvolvementStarted',
  meaning: 'An agency works with a child. Sensitive services are never told of here.',
  schema: z.looseObject({
    child: childId,
    involvement,
    agency: agencyId,
    practitioner: practitionerId.optional(),
  }),
  example: { child: oneChild, involvement: anInvolvement, agency: school, practitioner: teacher },
});

export const InvolvementEndedV1 = contract({
  type: 'child-index.involvement-ended.v1',
  owner,
  fact: 'InvolvementEnded',
  meaning: 'An agency no longer works with a child.',
  schema: z.looseObject({ child: childId, involvement, agency: agencyId }),
  example: { child: oneChild, involvement: anInvolvement, agency: school },
});

export const IndexSearchedV1 = contract({
  type: 'child-index.index-searched.v1',
  owner,
  fact: 'IndexSearched',
  meaning: 'Somebody searched the index and was shown these children; what was typed stays there.',
  schema: z.looseObject({
    search: id,
    found: z.array(childId).describe('Empty where nobody was found'),
  }),
  example: { search: '44a4d3e5-7f80-4192-9dae-2f1a0b9c8d81', found: [oneChild] },
});

export const childIndexContracts = [
  ChildRegisteredV1,
  UnbornRegisteredV1,
  TurnedSixteenV1,
  CarerRegisteredV1,
  InvolvementStartedV1,
  InvolvementEndedV1,
  IndexSearchedV1,
] as const;
