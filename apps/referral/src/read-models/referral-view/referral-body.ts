import type { ReferralId } from '@onestory/kernel';
import type { SentReferral } from '../../domain/referral.js';

/** `asker`: who sent it, or leads the episode. `receiver`: the service. `team`: the others round the family. */
export type Reader = 'asker' | 'receiver' | 'team';

/** What the receiver may still read once it is withdrawn: that it is, and nothing of why it was asked. */
const withoutWords = ({ stage, since, sent }: SentReferral) => ({
  stage,
  since,
  service: sent.service,
});

const outcomeOf = (it: SentReferral) => {
  if (it.stage === 'accepted') return { accepted: { by: it.by } };
  if (it.stage === 'withdrawn') return { withdrawn: { cause: it.cause } };
  if (it.stage !== 'declined') return {};
  const { by, reason, advice, alternatives } = it.declined;
  return { declined: { by, reason, advice, ...(alternatives && { alternatives }) } };
};

/**
 * Words that are forgotten are shown as `{ forgotten: true }`. Which referral it follows, and why it was sent
 * beside another, would tell of the other: only who asks for both reads that.
 */
export const referralBody = (
  referral: ReferralId,
  it: SentReferral,
  reader: Reader,
  isWithdrawnNow: boolean,
) => {
  if (reader === 'receiver' && isWithdrawnNow)
    return { referral, ...withoutWords(it), ...(it.stage === 'withdrawn' && outcomeOf(it)) };
  const { follows, sentAnyway, ...request } = it.sent;
  return {
    referral,
    ...request,
    ...(reader === 'asker' && { ...(follows && { follows }), ...(sentAnyway && { sentAnyway }) }),
    sentAt: it.sentAt,
    stage: it.stage,
    since: it.since,
    ...outcomeOf(it),
    feedback: it.feedback.map(({ what, text }) => ({ what, ...(text && { text }) })),
  };
};

export type ReferralBody = ReturnType<typeof referralBody>;
