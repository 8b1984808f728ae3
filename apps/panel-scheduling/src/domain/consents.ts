import { barringRefusals, coveringConsents } from '@onestory/kernel';
import type { ConsentId, ConsentPeriod, Disclosure, Responsible } from '@onestory/kernel';

/** What a family has said of sharing, and who is responsible for its children. */
export interface ConsentsGiven {
  readonly consents: readonly ConsentPeriod[];
  readonly responsible: readonly Responsible[];
}

/** Seats of the panel may see its item; other agencies only where the consent is to ask for services. */
const forItems = (it: ConsentPeriod): ConsentPeriod =>
  it.kind
    ? it
    : {
        ...it,
        agencies: it.purposes.includes('requests_for_services')
          ? [...it.agencies, ...it.panelAgencies]
          : it.panelAgencies,
      };

/** The consents that let an agency see an item; none where one of its children is not covered. */
export const consentsToSee = (
  { consents, responsible }: ConsentsGiven,
  item: Pick<Disclosure, 'at' | 'episode' | 'children' | 'recipient'>,
): readonly ConsentId[] => coveringConsents(consents.map(forItems), { ...item, responsible });

/** The refusals that keep an item from an agency, whoever else consents. */
export const refusalsToSee = (
  { consents, responsible }: ConsentsGiven,
  item: Pick<Disclosure, 'at' | 'episode' | 'children' | 'recipient'>,
): readonly ConsentId[] => barringRefusals(consents, { ...item, responsible });
