import { Injectable } from '@nestjs/common';
import { AssessmentCompletedV1 } from '@onestory/contracts';
import type { DataOf, PublishedEvent } from '@onestory/contracts';
import type { Sql } from '@onestory/kernel';
import type { MessageProjector } from '@onestory/service';

type Completed = DataOf<typeof AssessmentCompletedV1>;

/** The first version of an assessment counts: the plan follows it. */
const KEEP_FIRST = `
  insert into completed_assessment_v1 (area, episode, sequence, completed_at, to_the_day)
  select distinct on (area, episode) area, episode, sequence, completed_at, to_the_day
    from jsonb_to_recordset($1::jsonb) as said
         (area text, episode uuid, sequence bigint, completed_at timestamptz, to_the_day boolean)
   order by area, episode, sequence
  on conflict (area, episode) do update
     set sequence = excluded.sequence, completed_at = excluded.completed_at,
         to_the_day = excluded.to_the_day
   where completed_assessment_v1.sequence > excluded.sequence`;

@Injectable()
export class CompletedAssessments implements MessageProjector {
  readonly name = 'completed_assessment_v1';
  readonly contracts = [AssessmentCompletedV1];

  async apply(messages: readonly PublishedEvent[], sql: Sql): Promise<void> {
    const rows = (messages as readonly PublishedEvent<Completed>[]).map((message) => ({
      area: message.area,
      episode: message.data.episode,
      sequence: BigInt(message.sequence).toString(),
      completed_at: message.time,
      to_the_day: message.occurredprecision === 'day',
    }));
    await sql.query(KEEP_FIRST, [JSON.stringify(rows)]);
  }
}
