import { z } from 'zod';
import { assessmentContracts } from './assessment.js';
import { childIndexContracts } from './child-index.js';
import { informationSharingContracts } from './information-sharing.js';
import { leadProfessionalContracts } from './lead-professional.js';
import { panelSchedulingContracts } from './panel-scheduling.js';
import type { Contract, DataOf } from './published-event.js';
import { referralContracts } from './referral.js';

/** Everything that services promise to tell one another. docs/event-catalogue.md is made from it. */
export const catalogue = [
  ...childIndexContracts,
  ...assessmentContracts,
  ...informationSharingContracts,
  ...leadProfessionalContracts,
  ...panelSchedulingContracts,
  ...referralContracts,
] as const;

export type PublishedType = (typeof catalogue)[number]['type'];

/** The data of a published event by its type: `PublishedData<'lead-professional.plan-agreed.v1'>`. */
export type PublishedData<T extends PublishedType> = DataOf<
  Extract<(typeof catalogue)[number], { readonly type: T }>
>;

export const contractOf = (type: string): Contract | undefined =>
  catalogue.find((it) => it.type === type);

/** For those who do not read zod: JSON Schema 2020-12 of the data. */
export const jsonSchemaOf = ({ schema }: Contract): object => z.toJSONSchema(schema);
