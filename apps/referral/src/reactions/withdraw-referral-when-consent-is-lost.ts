import type { ConsentsHeard } from '@onestory/access';
import { ConsentGivenV1, ConsentWithdrawnV1, ReferralSentV1 } from '@onestory/contracts';
import type { DataOf, PublishedEvent } from '@onestory/contracts';
import type { AreaId, ConsentId } from '@onestory/kernel';
import { momentOf } from '@onestory/messaging';
import { when } from '@onestory/service';
import type { Known, Reacted } from '@onestory/service';
import { lostConsent } from '../domain/resting-on-consent.js';
import type { RestingReferral } from '../domain/resting-on-consent.js';
import { KnownConsents } from '../read-models/consents/known-consents.query.js';
import { OpenReferralsRestingOn } from '../read-models/open-referrals/open-referrals.query.js';
import type { RestingReferrals } from '../read-models/open-referrals/open-referrals.query.js';
import { WithdrawWithConsent } from '../use-cases/withdraw-with-consent/withdraw-with-consent.command.js';

const withdrawWhereLost = async (
  area: AreaId,
  it: RestingReferral,
  known: Known,
): Promise<readonly Reacted[]> => {
  const consents = await known.ask<ConsentsHeard>(new KnownConsents(area, it.episode, it.children));
  const lost = lostConsent(it, consents);
  if (!lost) return [];
  return [
    { stream: `referral-${it.referral}`, command: new WithdrawWithConsent(it.referral, lost) },
  ];
};

const onWordOnConsent = async (
  message: PublishedEvent<{ readonly consent: string }>,
  known: Known,
): Promise<readonly Reacted[]> => {
  const area = message.area;
  const resting = await known.ask<RestingReferrals>(
    new OpenReferralsRestingOn(area, message.data.consent as ConsentId),
  );
  const answers = resting.map((it) => withdrawWhereLost(area, it, known));
  return (await Promise.all(answers)).flat();
};

/** Ids of a message are plain text. */
const restingOn = (
  message: PublishedEvent<DataOf<typeof ReferralSentV1>>,
): RestingReferral | undefined => {
  const { referral, episode, children, to, consents } = message.data;
  if (consents.length === 0 || episode === undefined) return undefined;
  const it = { referral, episode, children, to, consents, sentAt: momentOf(message) };
  return it as unknown as RestingReferral;
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

/** The withdrawal may have been heard first: whichever of the two comes last finds the other. */
export const withdrawReferralWhenItsConsentIsGone = when(
  ReferralSentV1,
  'withdraw',
  (message, known) => {
    const it = restingOn(message);
    return it ? withdrawWhereLost(message.area, it, known) : [];
  },
);
