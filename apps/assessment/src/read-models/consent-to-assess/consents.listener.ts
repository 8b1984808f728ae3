import { Injectable } from '@nestjs/common';
import { ConsentGivenV1, ConsentWithdrawnV1 } from '@onestory/contracts';
import type { DataOf, PublishedEvent } from '@onestory/contracts';
import { instant } from '@onestory/kernel';
import type { Sql } from '@onestory/kernel';
import type { Listener } from '@onestory/service';

type Given = DataOf<typeof ConsentGivenV1>;
type Said = Given | DataOf<typeof ConsentWithdrawnV1>;

const COLUMNS = 'area, episode, consent, sequence, occurred_at, to_the_day, terms';

const INSERT = `
  insert into consent_said_v1 (${COLUMNS})
  select ${COLUMNS} from jsonb_to_recordset($1::jsonb) as said
         (area text, episode uuid, consent uuid, sequence bigint, occurred_at text,
          to_the_day boolean, terms jsonb)
  on conflict do nothing`;

const termsOf = (it: Given) => {
  const { consent, episode, giver, capacity, children, purposes, agencies, panelAgencies } = it;
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
      occurred_at: instant(message.time),
      to_the_day: message.occurredprecision === 'day',
      ...(message.type === ConsentGivenV1.type && { terms: termsOf(message.data as Given) }),
    }));
    await sql.query(INSERT, [JSON.stringify(rows)]);
  }
}
