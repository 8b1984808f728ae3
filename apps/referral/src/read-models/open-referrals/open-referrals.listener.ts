import { Injectable } from '@nestjs/common';
import {
  ReferralDeclinedV1,
  ReferralSentV1,
  ReferralWithdrawnV1,
  ReferredServiceStartedV1,
} from '@onestory/contracts';
import type { DataOf, PublishedEvent } from '@onestory/contracts';
import type { Sql } from '@onestory/kernel';
import type { MessageProjector } from '@onestory/service';

type Sent = PublishedEvent<DataOf<typeof ReferralSentV1>>;
type Ended = PublishedEvent<{ readonly referral: string }>;

const COLUMNS =
  'area, referral, episode, service, agency, children, consents, occurred_at, occurred_precision';

/** One that is there stays as it is: heard of again, a closed referral does not open. */
const INSERT = `
  insert into open_referral_v1 (${COLUMNS})
  select ${COLUMNS} from jsonb_to_recordset($1::jsonb) as sent
         (area text, referral uuid, episode uuid, service uuid, agency uuid, children uuid[],
          consents uuid[], occurred_at text, occurred_precision text)
  on conflict do nothing`;

const CLOSE = `
  update open_referral_v1 as it set open = false
    from unnest($1::text[], $2::uuid[]) as ended (area, referral)
   where it.area = ended.area and it.referral = ended.referral and it.open`;

/** From what this service itself tells others: in these words it is there before a reaction looks for it. */
@Injectable()
export class OpenReferrals implements MessageProjector {
  readonly name = 'open_referral_v1';
  readonly contracts = [
    ReferralSentV1,
    ReferralDeclinedV1,
    ReferralWithdrawnV1,
    ReferredServiceStartedV1,
  ];

  async apply(messages: readonly PublishedEvent[], sql: Sql): Promise<void> {
    const sent = messages.filter(({ type }) => type === ReferralSentV1.type) as readonly Sent[];
    const ended = messages.filter(({ type }) => type !== ReferralSentV1.type) as readonly Ended[];
    if (sent.length > 0) await sql.query(INSERT, [JSON.stringify(sent.map(rowOf))]);
    if (ended.length > 0)
      await sql.query(CLOSE, [
        ended.map(({ area }) => area),
        ended.map(({ data }) => data.referral),
      ]);
  }
}

const rowOf = ({ area, time, occurredprecision, data }: Sent) => ({
  area,
  referral: data.referral,
  episode: data.episode,
  service: data.service,
  agency: data.to,
  children: data.children,
  consents: data.consents,
  occurred_at: time,
  occurred_precision: occurredprecision,
});
