import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import type { Database, ReferralId } from '@onestory/kernel';
import { InDatabase } from '@onestory/service';
import { OpenReferralTo } from './open-referrals.query.js';
import type { OpenOne } from './open-referrals.query.js';

@QueryHandler(OpenReferralTo)
export class OpenReferralToHandler implements IQueryHandler<OpenReferralTo, OpenOne> {
  constructor(@InDatabase() private readonly database: Database) {}

  async execute({ area, service, children, besides }: OpenReferralTo): Promise<OpenOne> {
    const [found] = await this.database.query<{ referral: ReferralId }>(
      `select referral::text from open_referral
        where area = $1 and service = $2 and children && $3::uuid[] and referral <> $4
        order by occurred_at, referral limit 1`,
      [area, service, children, besides],
    );
    return found?.referral;
  }
}
