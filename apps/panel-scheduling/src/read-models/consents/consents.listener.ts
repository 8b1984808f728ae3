import { Injectable } from '@nestjs/common';
import { ConsentGivenV1, ConsentWithdrawnV1 } from '@onestory/contracts';
import type { DataOf, PublishedEvent } from '@onestory/contracts';
import { atLondon, instant, londonDate } from '@onestory/kernel';
import type { Instant, Sql } from '@onestory/kernel';
import type { Listener } from '@onestory/service';

type Given = DataOf<typeof ConsentGivenV1>;
type Said = Given | DataOf<typeof ConsentWithdrawnV1>;

/** Known to the day only: from the beginning of that day in London. */
const since = (message: PublishedEvent): Instant =>
  message.occurredprecision === 'day'
    ? atLondon(londonDate(instant(message.time)), '00:00')
    : instant(message.time);

/** Seats of the panel may see its item; other agencies only where the consent is to ask for services. */
const mayReadItems = ({ purposes, agencies, panelAgencies }: Given): readonly string[] =>
  purposes.includes('requests_for_services') ? [...agencies, ...panelAgencies] : panelAgencies;

const rowOf = (message: PublishedEvent<Said>) => {
  const { consent, episode, giver, children } = message.data;
  const given = message.type === ConsentGivenV1.type ? (message.data as Given) : undefined;
  return {
    area: message.area,
    episode,
    consent,
    sequence: BigInt(message.sequence).toString(),
    giver,
    given: given !== undefined,
    capacity: given?.capacity ?? null,
    children,
    agencies: given ? mayReadItems(given) : [],
    since: since(message),
  };
};

const COLUMNS =
  'area, episode, consent, sequence, giver, given, capacity, children, agencies, since';

const INSERT = `
  insert into consent_said_v1 (${COLUMNS})
  select ${COLUMNS} from jsonb_to_recordset($1::jsonb) as said
         (area text, episode uuid, consent uuid, sequence bigint, giver uuid, given boolean,
          capacity text, children uuid[], agencies uuid[], since timestamptz)
  on conflict do nothing`;

/** Keeps each word, so that what holds depends on all of them and not on their arrival. */
@Injectable()
export class Consents implements Listener {
  readonly name = 'consent_said_v1';
  readonly contracts = [ConsentGivenV1, ConsentWithdrawnV1];

  async apply(messages: readonly PublishedEvent[], sql: Sql): Promise<void> {
    const rows = (messages as readonly PublishedEvent<Said>[]).map(rowOf);
    await sql.query(INSERT, [JSON.stringify(rows)]);
  }
}
