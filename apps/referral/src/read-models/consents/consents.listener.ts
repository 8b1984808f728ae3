import { Injectable } from '@nestjs/common';
import { ConsentGivenV1, ConsentWithdrawnV1 } from '@onestory/contracts';
import type { DataOf, PublishedEvent } from '@onestory/contracts';
import type { Sql } from '@onestory/kernel';
import type { Listener } from '@onestory/service';

type Given = DataOf<typeof ConsentGivenV1>;
type Said = Given | DataOf<typeof ConsentWithdrawnV1>;

const COLUMNS = 'area, episode, consent, sequence, occurred_at, occurred_precision, terms';
const INSERT = `
  insert into consent_said_v1 (${COLUMNS})
  select ${COLUMNS} from jsonb_to_recordset($1::jsonb) as said
         (area text, episode uuid, consent uuid, sequence bigint,
          occurred_at text, occurred_precision text, terms jsonb)
  on conflict do nothing`;

const termsOf = ({ consent, episode, giver, capacity, children, purposes, ...scope }: Given) => {
  const { agencies, panelAgencies } = scope;
  return { consent, episode, giver, capacity, children, purposes, agencies, panelAgencies };
};

/** Keeps each word, so that what holds depends on all of them and not on their arrival. */
@Injectable()
export class Consents implements Listener {
  readonly name = 'consent_said_v1';
  readonly contracts = [ConsentGivenV1, ConsentWithdrawnV1];

  async apply(messages: readonly PublishedEvent[], sql: Sql): Promise<void> {
    const rows = (messages as readonly PublishedEvent<Said>[]).map((message) => ({
      area: message.area,
      episode: message.data.episode,
      consent: message.data.consent,
      sequence: BigInt(message.sequence).toString(),
      occurred_at: message.time,
      occurred_precision: message.occurredprecision,
      terms: message.type === ConsentGivenV1.type ? termsOf(message.data as Given) : undefined,
    }));
    await sql.query(INSERT, [JSON.stringify(rows)]);
  }
}
