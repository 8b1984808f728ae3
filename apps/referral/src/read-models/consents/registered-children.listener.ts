import { Injectable } from '@nestjs/common';
import { ChildRegisteredV1, UnbornRegisteredV1 } from '@onestory/contracts';
import type { DataOf, PublishedEvent } from '@onestory/contracts';
import type { Sql } from '@onestory/kernel';
import type { Listener } from '@onestory/service';

type Registered = DataOf<typeof ChildRegisteredV1> | DataOf<typeof UnbornRegisteredV1>;

/** Another word on who is responsible follows in the child's own stream: the latest holds. */
const UPSERT = `
  insert into registered_child_v1 (area, child, responsible, sequence)
  select distinct on (area, child) area, child, responsible, sequence
    from jsonb_to_recordset($1::jsonb) as said
         (area text, child uuid, responsible uuid[], sequence bigint)
   order by area, child, sequence desc
  on conflict (area, child) do update
     set responsible = excluded.responsible, sequence = excluded.sequence
   where registered_child_v1.sequence < excluded.sequence`;

/** Who has parental responsibility for whom; one of whom that is unknown cannot consent. */
@Injectable()
export class RegisteredChildren implements Listener {
  readonly name = 'registered_child_v1';
  readonly contracts = [ChildRegisteredV1, UnbornRegisteredV1];

  async apply(messages: readonly PublishedEvent[], sql: Sql): Promise<void> {
    const rows = (messages as readonly PublishedEvent<Registered>[]).map((message) => ({
      area: message.area,
      child: message.data.child,
      responsible: message.data.carers
        .filter(({ parentalResponsibility }) => parentalResponsibility === 'yes')
        .map(({ carer }) => carer),
      sequence: BigInt(message.sequence).toString(),
    }));
    await sql.query(UPSERT, [JSON.stringify(rows)]);
  }
}
