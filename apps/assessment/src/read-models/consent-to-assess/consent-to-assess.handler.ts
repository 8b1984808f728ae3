import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { endOfLondonDay, londonDate } from '@onestory/kernel';
import type { ChildId, Database, Instant, Moment } from '@onestory/kernel';
import { InDatabase } from '@onestory/service';
import { ConsentToAssess } from './consent-to-assess.query.js';
import type { KnownConsent } from './consent-to-assess.query.js';

interface Said {
  readonly child: ChildId;
  /** `elsewhere`: from a later time on, or for other purposes. */
  readonly said: 'given' | 'withdrawn' | 'elsewhere';
}

/**
 * A consent covers the children that it names, and every child of the episode for whom its giver has parental
 * responsibility, later joiners and unborn included. Of each consent what was said last by then holds.
 */
const COVERING = `
  with said as (
    select *, row_number() over (
             partition by consent, since <= $4::timestamptz order by sequence desc) as nth
      from consent_said
     where area = $1 and episode = $2::uuid
  )
  select child::text, case when since > $4::timestamptz or not for_assessment then 'elsewhere'
                           when given then 'given' else 'withdrawn' end as said
    from unnest($3::uuid[]) as child
    left join known_child using (child)
    join said on child = any(said.children)
              or (as_responsible and known_child.area = $1 and said.giver = any(known_child.responsible))
   where nth = 1`;

/** Known to the day only: whatever was said on that day counts. */
const until = (at: Moment): Instant =>
  at.occurredPrecision === 'day' ? endOfLondonDay(londonDate(at.occurredAt)) : at.occurredAt;

const about = (child: ChildId, rows: readonly Said[]): KnownConsent => {
  const said = new Set(rows.filter((row) => row.child === child).map((row) => row.said));
  if (said.has('given')) return 'given';
  if (said.has('withdrawn')) return 'withdrawn';
  return said.has('elsewhere') ? 'none' : 'not yet known';
};

const WEIGHTIEST_FIRST: readonly KnownConsent[] = ['withdrawn', 'none', 'not yet known'];

@QueryHandler(ConsentToAssess)
export class ConsentToAssessHandler implements IQueryHandler<ConsentToAssess, KnownConsent> {
  constructor(@InDatabase() private readonly database: Database) {}

  async execute({ area, episode, children, at }: ConsentToAssess): Promise<KnownConsent> {
    const rows = await this.database.query<Said>(COVERING, [area, episode, children, until(at)]);
    const answers = new Set(children.map((child) => about(child, rows)));
    return WEIGHTIEST_FIRST.find((answer) => answers.has(answer)) ?? 'given';
  }
}
