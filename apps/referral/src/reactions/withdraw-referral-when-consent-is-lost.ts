import { readConsents } from '@onestory/access';
import {
  ConsentGivenV1,
  ConsentRefusedV1,
  ConsentWithdrawnV1,
  momentOfMessage,
  ReferralSentV1,
} from '@onestory/contracts';
import type { DataOf, PublishedEvent } from '@onestory/contracts';
import type { ConsentId } from '@onestory/kernel';
import { decideOn, when } from '@onestory/service';
import type { Known, Reacted } from '@onestory/service';
import { lostConsent } from '../domain/resting-on-consent.js';
import type { RestingReferral } from '../domain/resting-on-consent.js';
import { withdrawWithConsent } from '../domain/screening.js';
import { referralHistory } from '../history/referral.codec.js';
import {
  openReferralsByConsentIn,
  openReferralsRestingOn,
} from '../read-models/open-referrals/open-referrals.query.js';

/** Counts from when the consent was lost, whichever message told of it last. */
const withdrawWhereLost = async (
  it: RestingReferral,
  known: Known,
): Promise<readonly Reacted[]> => {
  const { episode, children, referral } = it;
  const { area, database } = known;
  const [heard, { facts }] = await Promise.all([
    readConsents({ area, episode, children }, database),
    known.load(referralHistory, referral),
  ]);
  // Settles whether a consent that was lost on the same day still held when it was sent.
  const recordedAt = facts[0]?.recordedAt;
  const sentAt = { ...it.sentAt, ...(recordedAt && { recordedAt }) };
  const lost = lostConsent({ ...it, sentAt }, heard);
  return lost
    ? [decideOn(referralHistory, referral, withdrawWithConsent(lost), { at: lost.at })]
    : [];
};

const onWordOnConsent = async (
  { data }: PublishedEvent<{ readonly consent: ConsentId }>,
  known: Known,
): Promise<readonly Reacted[]> => {
  const resting = await known.ask(openReferralsRestingOn(data.consent));
  return (await Promise.all(resting.map((it) => withdrawWhereLost(it, known)))).flat();
};

const restingOn = (
  message: PublishedEvent<DataOf<typeof ReferralSentV1>>,
): RestingReferral | undefined => {
  const { referral, episode, children, to, consents } = message.data;
  if (consents.length === 0 || episode === undefined) return undefined;
  return { referral, episode, children, to, consents, sentAt: momentOfMessage(message) };
};

/** What rests on it stops at once, and its receiver is told to do nothing more with it. */
export const withdrawReferralsWhenConsentIsWithdrawn = when(
  ConsentWithdrawnV1,
  'withdraw',
  onWordOnConsent,
);

/** Given anew for less, it no longer carries what it carried. */
export const withdrawReferralsWhenConsentIsNarrowed = when(
  ConsentGivenV1,
  'withdraw',
  onWordOnConsent,
);

/** A refusal bars its receiver, whoever of the family consented. */
export const withdrawReferralsWhenTheirReceiverIsRefused = when(
  ConsentRefusedV1,
  'withdraw',
  async ({ data }, known) => {
    const open = await known.ask(openReferralsByConsentIn(data.episode));
    return (await Promise.all(open.map((it) => withdrawWhereLost(it, known)))).flat();
  },
);

/** The withdrawal may have been heard first: whichever of the two comes last finds the other. */
export const withdrawReferralWhenItsConsentIsGone = when(
  ReferralSentV1,
  'withdraw',
  (message, known) => {
    const it = restingOn(message);
    return it ? withdrawWhereLost(it, known) : [];
  },
);
