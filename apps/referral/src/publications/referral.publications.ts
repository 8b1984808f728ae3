import {
  FeedbackSentV1,
  ReferralAcceptedV1,
  ReferralDeclinedV1,
  ReferralReceivedV1,
  ReferralSentV1,
  ReferralWithdrawnV1,
  ReferredServiceStartedV1,
  ScreeningStartedV1,
} from '@onestory/contracts';
import type { DataOf } from '@onestory/contracts';
import { idOf } from '@onestory/event-sourcing';
import type { ConsentId, ReferralId } from '@onestory/kernel';
import { publications, published } from '@onestory/service';
import type { ReferralFact, Request, WithdrawalCause } from '../domain/referral.js';
import { referralHistory } from '../history/referral.codec.js';

/** What every event repeats. */
const request = ({
  stream,
  data: { service, sensitive, episode, children },
}: {
  readonly stream: string;
  readonly data: Request;
}) => ({
  referral: idOf<ReferralId>(stream),
  service,
  sensitive,
  ...(episode && { episode }),
  children: [...children],
});

type Sent = Extract<ReferralFact, { type: 'ReferralSent' }>['data'];

/** Why it is right is for those who may read the referral: others learn whether it rests on consent. */
const basisOf = ({
  basis,
}: Sent): { basis: 'consent' | 'without_consent'; consents: ConsentId[] } =>
  'consents' in basis
    ? { basis: 'consent', consents: [...basis.consents] }
    : { basis: 'without_consent', consents: [] };

/** A cause that version 1 of the contract does not know would stop those who read it by the list. */
const causeOf = (
  cause: WithdrawalCause,
): Pick<DataOf<typeof ReferralWithdrawnV1>, 'cause' | 'lostBy'> =>
  cause === 'consent_refused'
    ? { cause: 'consent_withdrawn', lostBy: 'refusal' }
    : { cause, ...(cause === 'consent_withdrawn' && { lostBy: 'withdrawal' }) };

export const referralPublications = publications(referralHistory, {
  ReferralSent: (it) =>
    published(ReferralSentV1, {
      ...request(it),
      to: it.data.to,
      ...basisOf(it.data),
      ...(it.data.follows && { follows: it.data.follows }),
    }),
  ReferralReceived: (it) => published(ReferralReceivedV1, request(it)),
  ScreeningStarted: (it) => published(ScreeningStartedV1, request(it)),
  ReferralAccepted: (it) => published(ReferralAcceptedV1, request(it)),
  ReferralDeclined: (it) =>
    published(ReferralDeclinedV1, { ...request(it), reason: it.data.reason }),
  ServiceStarted: (it) => published(ReferredServiceStartedV1, request(it)),
  FeedbackSent: (it) => published(FeedbackSentV1, { ...request(it), what: it.data.what }),
  ReferralWithdrawn: (it) =>
    published(ReferralWithdrawnV1, { ...request(it), ...causeOf(it.data.cause) }),
});
