import { Injectable } from '@nestjs/common';
import { AssessmentCompletedV1 } from '@onestory/contracts';
import type { DataOf, PublishedEvent } from '@onestory/contracts';
import type { Sql } from '@onestory/kernel';
import type { MessageProjector } from '@onestory/service';

type Completed = PublishedEvent<DataOf<typeof AssessmentCompletedV1>>;

@Injectable()
export class Assessed implements MessageProjector {
  readonly name = 'assessed_v1';
  readonly contracts = [AssessmentCompletedV1];

  async apply(messages: readonly PublishedEvent[], sql: Sql): Promise<void> {
    const completed = messages as readonly Completed[];
    await sql.query(
      `insert into assessed_v1 (area, episode, version, assessment)
       select * from unnest($1::text[], $2::uuid[], $3::integer[], $4::uuid[])
       on conflict do nothing`,
      [
        completed.map(({ area }) => area),
        completed.map(({ data }) => data.episode),
        completed.map(({ data }) => data.version),
        completed.map(({ data }) => data.assessment),
      ],
    );
  }
}
