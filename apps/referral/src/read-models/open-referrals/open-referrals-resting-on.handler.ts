import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import type { Database, Instant } from '@onestory/kernel';
import { InDatabase } from '@onestory/service';
import type { RestingReferral } from '../../domain/resting-on-consent.js';
import { OpenReferralsRestingOn } from './open-referrals.query.js';
import type { RestingReferrals } from './open-referrals.query.js';

type Row = Omit<RestingReferral, 'sentAt'> & {
  readonly at: Instant;
  readonly precision: 'day' | null;
};

@QueryHandler(OpenReferralsRestingOn)
export class OpenReferralsRestingOnHandler implements IQueryHandler<
  OpenReferralsRestingOn,
  RestingReferrals
> {
  constructor(@InDatabase() private readonly database: Database) {}

  async execute({ area, consent }: OpenReferralsRestingOn): Promise<RestingReferrals> {
    const rows = await this.database.query<Row>(
      `select referral::text, episode::text, children::text[], agency::text as "to",
              consents::text[], occurred_at as at, occurred_precision as precision
         from open_referral
        where area = $1 and consents @> array[$2::uuid] and episode is not null
        order by referral`,
      [area, consent],
    );
    return rows.map(({ at, precision, ...row }) => ({
      ...row,
      sentAt: { occurredAt: at, ...(precision && { occurredPrecision: precision }) },
    }));
  }
}
