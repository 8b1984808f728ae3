import { consentPeriods, covers } from '@onestory/kernel';
import type {
  AgencyId,
  ChildId,
  ConsentId,
  ConsentPeriod,
  ConsentTerms,
  EpisodeId,
  Responsible,
} from '@onestory/kernel';
import { placedMomentOf, told } from './message.js';
import type { Message, TypedMessage } from './message.js';

type Sharing = TypedMessage<
  | 'referral.referral-sent.v1'
  | 'panel-scheduling.agenda-item-submitted.v1'
  | 'lead-professional.actions-agreed.v1'
>;

type Word = TypedMessage<
  | 'information-sharing.consent-given.v1'
  | 'information-sharing.consent-withdrawn.v1'
  | 'information-sharing.consent-refused.v1'
  | 'information-sharing.sharing-decided.v1'
>;

/** The lead's decisions of an episode are one thread, like the consents of one giver. */
const wordOfLead = (episode: EpisodeId) => episode as string as ConsentId;

const threadOf = (it: Word): ConsentId =>
  it.type === 'information-sharing.sharing-decided.v1'
    ? wordOfLead(it.data.episode)
    : it.data.consent;

/** Purposes are not looked at: whether it should have been shared for that is the owner's to judge. */
const termsOf = (it: Word): ConsentTerms | undefined => {
  const terms = (more: object) =>
    ({ panelAgencies: [], ...it.data, purposes: [], ...more }) as unknown as ConsentTerms;
  switch (it.type) {
    case 'information-sharing.consent-withdrawn.v1':
      return undefined;
    case 'information-sharing.consent-given.v1':
      return terms({});
    case 'information-sharing.consent-refused.v1':
      return terms({ kind: 'refusal' });
    case 'information-sharing.sharing-decided.v1':
      return terms({ kind: 'decision', consent: wordOfLead(it.data.episode) });
  }
};

/** When each word on sharing held, by all that was said: consents, refusals, and decisions to share all the same. */
const periodsIn = (messages: readonly Message[]): readonly ConsentPeriod[] =>
  consentPeriods(
    told(
      messages,
      'information-sharing.consent-given.v1',
      'information-sharing.consent-withdrawn.v1',
      'information-sharing.consent-refused.v1',
      'information-sharing.sharing-decided.v1',
    ).map((it) => {
      const terms = termsOf(it);
      return {
        consent: threadOf(it),
        sequence: BigInt(it.sequence),
        at: placedMomentOf(it),
        ...(terms && { terms }),
      };
    }),
  );

/** For whom carers have parental responsibility, the unborn included. */
const responsibleIn = (messages: readonly Message[]): readonly Responsible[] =>
  told(messages, 'child-index.child-registered.v1', 'child-index.unborn-registered.v1').flatMap(
    ({ data: { child, carers } }) =>
      carers
        .filter(({ parentalResponsibility }) => parentalResponsibility === 'yes')
        .map(({ carer }) => ({ carer, child })),
  );

/** Which agencies learn of which children. An agency shares nothing with itself. */
const disclosed = (
  it: Sharing,
): { agencies: readonly AgencyId[]; children: readonly ChildId[] } => {
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
 * covered, or although somebody had refused it and the lead had not decided otherwise. Where that was right for another reason it is counted all the same, and has its reason at its owner.
 */
export const sharedWithoutConsent = (messages: readonly Message[]): readonly string[] => {
  const consents = periodsIn(messages);
  const responsible = responsibleIn(messages);
  const isCovered = (it: Sharing, recipient: AgencyId): boolean =>
    it.episode !== undefined &&
    covers(consents, {
      at: placedMomentOf(it),
      episode: it.episode,
      children: disclosed(it).children,
      recipient,
      forPanelItem: it.type === 'panel-scheduling.agenda-item-submitted.v1',
      responsible,
    });
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
