import { Injectable } from '@nestjs/common';
import type { Projector, StoredFact } from '@onestory/event-sourcing';
import type { AnyFact, Sql } from '@onestory/kernel';
import type { FactOf, Referral, ReferralFact } from '../../domain/referral.js';
import { referralHistory } from '../../history/referral.codec.js';

export const SCREENING_QUEUE = 'screening_queue_v1';

const STAGES = {
  ReferralReceived: 'received',
  ScreeningStarted: 'in screening',
  ReferralAccepted: 'accepted',
  ReferralDeclined: 'declined',
  ServiceStarted: 'in service',
  ReferralWithdrawn: 'withdrawn',
} as const satisfies Partial<Record<ReferralFact['type'], Referral['stage']>>;

const SENT_COLUMNS = `area, agency, referral, service, sensitive, episode, children, sent_by_agency,
  sent_at, stage, since, revision`;

const INSERT = `
  insert into screening_queue_v1 (${SENT_COLUMNS})
  select ${SENT_COLUMNS} from jsonb_to_recordset($1::jsonb) as sent
         (area text, agency uuid, referral uuid, service uuid, sensitive boolean, episode uuid,
          children uuid[], sent_by_agency uuid, sent_at timestamptz, stage text,
          since timestamptz, revision bigint)
  on conflict do nothing`;

/** The last of several steps in one batch holds. */
const MOVE = `
  update screening_queue_v1 as it
     set stage = step.stage, cause = step.cause, since = step.since, revision = step.revision
    from (select distinct on (area, referral) *
            from jsonb_to_recordset($1::jsonb) as moved
                 (area text, referral uuid, stage text, cause text, since timestamptz, revision bigint)
           order by area, referral, revision desc) as step
   where it.area = step.area and it.referral = step.referral and it.revision < step.revision`;

type Step = StoredFact<FactOf<keyof typeof STAGES>>;

/** What each receiving agency has before it, and how far it is. */
@Injectable()
export class ScreeningQueueProjector implements Projector {
  readonly name = SCREENING_QUEUE;
  readonly codecs = [referralHistory.codec];

  async project(batch: readonly StoredFact<AnyFact>[], sql: Sql): Promise<void> {
    const facts = batch as readonly StoredFact<ReferralFact>[];
    const sent = facts.filter((it) => it.type === 'ReferralSent');
    const steps = facts.filter((it) => Object.hasOwn(STAGES, it.type)) as readonly Step[];
    if (sent.length > 0) await sql.query(INSERT, [JSON.stringify(sent.map(sentRow))]);
    if (steps.length > 0) await sql.query(MOVE, [JSON.stringify(steps.map(stepRow))]);
  }
}

const referralIn = (stream: string): string => stream.slice(stream.indexOf('-') + 1);

const sentRow = (it: StoredFact<FactOf<'ReferralSent'>>) => ({
  area: it.area,
  agency: it.data.to,
  referral: referralIn(it.stream),
  service: it.data.service,
  sensitive: it.data.sensitive,
  episode: it.data.episode,
  children: it.data.children,
  sent_by_agency: it.agency,
  sent_at: it.occurredAt,
  stage: 'sent',
  since: it.occurredAt,
  revision: it.revision.toString(),
});

const stepRow = (it: Step) => ({
  area: it.area,
  referral: referralIn(it.stream),
  stage: STAGES[it.type],
  cause: it.type === 'ReferralWithdrawn' ? it.data.cause : undefined,
  since: it.occurredAt,
  revision: it.revision.toString(),
});
