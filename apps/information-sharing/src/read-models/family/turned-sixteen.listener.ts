import { Injectable } from '@nestjs/common';
import { TurnedSixteenV1 } from '@onestory/contracts';
import type { DataOf, PublishedEvent } from '@onestory/contracts';
import type { Sql } from '@onestory/kernel';
import type { MessageProjector } from '@onestory/service';

/** The children who decide for themselves. The index alone knows a birthday. */
@Injectable()
export class TurnedSixteenListener implements MessageProjector {
  readonly name = 'turned_sixteen_v1';
  readonly contracts = [TurnedSixteenV1];

  async apply(messages: readonly PublishedEvent[], sql: Sql): Promise<void> {
    const heard = messages as readonly PublishedEvent<DataOf<typeof TurnedSixteenV1>>[];
    await sql.query(
      `insert into turned_sixteen_v1 (area, child) select * from unnest($1::text[], $2::uuid[])
       on conflict do nothing`,
      [heard.map(({ area }) => area), heard.map(({ data }) => data.child)],
    );
  }
}
