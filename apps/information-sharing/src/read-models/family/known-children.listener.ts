import { Injectable } from '@nestjs/common';
import { ChildRegisteredV1, UnbornRegisteredV1 } from '@onestory/contracts';
import type { DataOf, PublishedEvent } from '@onestory/contracts';
import type { Sql } from '@onestory/kernel';
import type { MessageProjector } from '@onestory/service';

type Registered = DataOf<typeof ChildRegisteredV1> | DataOf<typeof UnbornRegisteredV1>;

/** Who may consent for whom. What a child's stream says last holds, in whatever order it is heard. */
const UPSERT = `
  insert into known_child_v1 (area, child, carers, responsibilities, sequence)
  select distinct on (area, child) area, child, carers, responsibilities, sequence
    from jsonb_to_recordset($1::jsonb) as said
         (area text, child uuid, carers uuid[], responsibilities text[], sequence bigint)
   order by area, child, sequence desc
  on conflict (area, child) do update
     set carers = excluded.carers, responsibilities = excluded.responsibilities,
         sequence = excluded.sequence
   where known_child_v1.sequence < excluded.sequence`;

@Injectable()
export class KnownChildrenListener implements MessageProjector {
  readonly name = 'known_child_v1';
  readonly contracts = [ChildRegisteredV1, UnbornRegisteredV1];

  async apply(messages: readonly PublishedEvent[], sql: Sql): Promise<void> {
    const rows = (messages as readonly PublishedEvent<Registered>[]).map(
      ({ area, sequence, data: { child, carers } }) => ({
        area,
        child,
        carers: carers.map(({ carer }) => carer),
        responsibilities: carers.map(({ parentalResponsibility }) => parentalResponsibility),
        sequence: BigInt(sequence).toString(),
      }),
    );
    await sql.query(UPSERT, [JSON.stringify(rows)]);
  }
}
