import { consentPeriods, covers } from '@onestory/kernel';
import type { AgencyId, ConsentPeriod, ConsentTerms, Disclosure } from '@onestory/kernel';
import { placedMomentOf, told } from './message.js';
import type { Message, Told } from './message.js';

type Sharing = Told<
  | 'referral.referral-sent.v1'
  | 'panel-scheduling.agenda-item-submitted.v1'
  | 'lead-professional.actions-agreed.v1'
>;

/** Purposes are not looked at: whether it should have been shared for that is the owner's to judge. */
const termsOf = ({ data }: Told<'information-sharing.consent-given.v1'>): ConsentTerms =>
  ({ ...data, purposes: [] }) as unknown as ConsentTerms;

/** When each consent held, by all that was said of it. */
const periodsIn = (messages: readonly Message[]): readonly ConsentPeriod[] =>
  consentPeriods(
    told(
      messages,
      'information-sharing.consent-given.v1',
      'information-sharing.consent-withdrawn.v1',
    ).map((it) => ({
      consent: it.data.consent as ConsentPeriod['consent'],
      sequence: BigInt(it.sequence),
      at: placedMomentOf(it),
      ...(it.type === 'information-sharing.consent-given.v1' && { terms: termsOf(it) }),
    })),
  );

/** For whom carers have parental responsibility, the unborn included. */
const responsibleIn = (messages: readonly Message[]): Disclosure['responsible'] =>
  told(messages, 'child-index.child-registered.v1', 'child-index.unborn-registered.v1').flatMap(
    ({ data: { child, carers } }) =>
      carers
        .filter(({ parentalResponsibility }) => parentalResponsibility === 'yes')
        .map(({ carer }) => ({ carer, child })),
  ) as unknown as Disclosure['responsible'];

/** Which agencies learn of which children. An agency shares nothing with itself. */
const disclosed = (it: Sharing): { agencies: readonly string[]; children: readonly string[] } => {
  switch (it.type) {
    case 'referral.referral-sent.v1':
      return { agencies: [it.data.to], children: it.data.children };
    case 'panel-scheduling.agenda-item-submitted.v1':
      return { agencies: it.data.recipients, children: it.data.children };
    case 'lead-professional.actions-agreed.v1':
      return {
        agencies: it.data.actions.flatMap(({ agency, recipients }) => [
          agency,
          ...(recipients ?? []),
        ]),
        children: it.children,
      };
  }
};

/**
 * The ids of referrals, panel items and agreed actions that told an agency of a child whom no consent in force
 * covered. Where that was right for another reason it is counted all the same, and has its reason at its owner.
 */
export const sharedWithoutConsent = (messages: readonly Message[]): readonly string[] => {
  const consents = periodsIn(messages);
  const responsible = responsibleIn(messages);
  const isCovered = (it: Sharing, recipient: string): boolean =>
    covers(consents, {
      at: placedMomentOf(it),
      episode: it.episode,
      children: disclosed(it).children,
      recipient: recipient as AgencyId,
      forPanelItem: it.type === 'panel-scheduling.agenda-item-submitted.v1',
      ...(responsible && { responsible }),
    } as Disclosure);
  return told(
    messages,
    'referral.referral-sent.v1',
    'panel-scheduling.agenda-item-submitted.v1',
    'lead-professional.actions-agreed.v1',
  )
    .filter((it) =>
      disclosed(it).agencies.some((agency) => agency !== it.agency && !isCovered(it, agency)),
    )
    .map(({ id }) => id);
};
