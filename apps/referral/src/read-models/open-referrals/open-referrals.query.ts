import type {
  ChildId,
  ConsentId,
  EpisodeId,
  Instant,
  ReferralId,
  ReferableServiceId,
} from '@onestory/kernel';
import type { Question } from '@onestory/service';
import type { RestingReferral } from '../../domain/resting-on-consent.js';

/** An open referral of one of these children to this service, besides the one that is being sent. */
export const openReferralTo =
  (
    service: ReferableServiceId,
    children: readonly ChildId[],
    besides: ReferralId,
  ): Question<ReferralId | undefined> =>
  async ({ database, area }) => {
    const [found] = await database.query<{ referral: ReferralId }>(
      `select referral::text from open_referral
        where area = $1 and service = $2 and children && $3::uuid[] and referral <> $4
        order by occurred_at, referral limit 1`,
      [area, service, children, besides],
    );
    return found?.referral;
  };

type Row = Omit<RestingReferral, 'sentAt'> & {
  readonly at: Instant;
  readonly precision: 'day' | null;
};

/** Open referrals that rest on this consent. */
export const openReferralsRestingOn = (consent: ConsentId) =>
  openReferralsWhere('consents @> array[$2::uuid] and episode is not null', consent);

/** Open referrals of this episode that rest on any consent. */
export const openReferralsByConsentIn = (episode: EpisodeId) =>
  openReferralsWhere('episode = $2::uuid and cardinality(consents) > 0', episode);

const openReferralsWhere =
  (condition: string, value: string): Question<readonly RestingReferral[]> =>
  async ({ database, area }) => {
    const rows = await database.query<Row>(
      `select referral::text, episode::text, children::text[], agency::text as "to",
              consents::text[], occurred_at as at, occurred_precision as precision
         from open_referral
        where area = $1 and ${condition}
        order by referral`,
      [area, value],
    );
    return rows.map(({ at, precision, ...row }) => ({
      ...row,
      sentAt: { occurredAt: at, ...(precision && { occurredPrecision: precision }) },
    }));
  };
