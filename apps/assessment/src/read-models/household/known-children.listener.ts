import { Injectable } from '@nestjs/common';
import { ChildRegisteredV1, UnbornRegisteredV1 } from '@onestory/contracts';
import type { DataOf, PublishedEvent } from '@onestory/contracts';
import type { Sql } from '@onestory/kernel';
import type { Listener } from '@onestory/service';

type Registered = DataOf<typeof ChildRegisteredV1> | DataOf<typeof UnbornRegisteredV1>;

/** A birth, or another word on who cares, follows in the child's own stream: the latest holds. */
const UPSERT = `
  insert into known_child_v1 (area, child, unborn, carers, responsible, sequence)
  select distinct on (area, child) area, child, unborn, carers, responsible, sequence
    from jsonb_to_recordset($1::jsonb) as said
         (area text, child uuid, unborn boolean, carers uuid[], responsible uuid[], sequence bigint)
   order by area, child, sequence desc
  on conflict (area, child) do update
     set unborn = excluded.unborn, carers = excluded.carers,
         responsible = excluded.responsible, sequence = excluded.sequence
   where known_child_v1.sequence < excluded.sequence`;

@Injectable()
export class KnownChildren implements Listener {
  readonly name = 'known_child_v1';
  readonly contracts = [ChildRegisteredV1, UnbornRegisteredV1];

  async apply(messages: readonly PublishedEvent[], sql: Sql): Promise<void> {
    const rows = (messages as readonly PublishedEvent<Registered>[]).map((message) => ({
      area: message.area,
      child: message.data.child,
      unborn: message.type === UnbornRegisteredV1.type,
      carers: message.data.carers.map(({ carer }) => carer),
      responsible: message.data.carers
        .filter(({ parentalResponsibility }) => parentalResponsibility === 'yes')
        .map(({ carer }) => carer),
      sequence: BigInt(message.sequence).toString(),
    }));
    await sql.query(UPSERT, [JSON.stringify(rows)]);
  }
}
