import { metadataOf } from '@onestory/event-sourcing';
import type { Decoder, Projector, StoredEvent, StoredFact } from '@onestory/event-sourcing';
import type { AnyFact, Database, Sql } from '@onestory/kernel';

/** One own event in a correlation: what and when, for the operator; never what it says. */
export interface TracedEvent {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly revision: string;
  readonly causation: string;
  readonly command: string;
  readonly actor: string;
  readonly agency: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
}

export const traceTables = [
  {
    name: 'traces-1',
    sql: `
      create table trace_v1 (
        correlation uuid not null,
        position text not null,
        id uuid not null,
        type text not null,
        stream text not null,
        revision bigint not null,
        causation text not null,
        command uuid not null,
        actor uuid not null,
        agency uuid not null,
        occurred_at text not null,
        recorded_at text not null,
        primary key (correlation, position));
      create view trace as select * from trace_v1;`,
  },
];

/** Reads metadata only: no key is fetched, nothing is decrypted. */
const metadataOnly = (category: string): Decoder<AnyFact> => ({
  category,
  decode: async (events: readonly StoredEvent[]) =>
    events.map((event) => {
      const { id, stream, revision, position, type } = event;
      const named = { id, stream, revision, position, type, data: {} };
      return Object.assign(metadataOf(event), named) as unknown as StoredFact<AnyFact>;
    }),
});

export const traces = (categories: readonly string[]): Projector => ({
  name: 'trace_v1',
  codecs: categories.map(metadataOnly),
  project: async (batch: readonly StoredFact<AnyFact>[], sql: Sql) => {
    await sql.query(
      `insert into trace_v1 (correlation, position, id, type, stream, revision, causation, command, actor,
         agency, occurred_at, recorded_at)
       select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::bigint[],
         $7::text[], $8::uuid[], $9::uuid[], $10::uuid[], $11::text[], $12::text[])
       on conflict do nothing`,
      [
        batch.map((it) => it.correlation),
        batch.map((it) => it.position),
        batch.map((it) => it.id),
        batch.map((it) => it.type),
        batch.map((it) => it.stream),
        batch.map((it) => it.revision.toString()),
        batch.map((it) => it.causation),
        batch.map((it) => it.command),
        batch.map((it) => it.actor),
        batch.map((it) => it.agency),
        batch.map((it) => it.occurredAt),
        batch.map((it) => it.recordedAt),
      ],
    );
  },
});

export const readTrace = async (
  database: Database,
  correlation: string,
): Promise<readonly TracedEvent[]> =>
  database.query<{ [K in keyof TracedEvent]: TracedEvent[K] }>(
    `select id, type, stream, revision, causation, command, actor, agency,
       occurred_at as "occurredAt", recorded_at as "recordedAt"
     from trace where correlation = $1 order by position limit 1000`,
    [correlation],
  );
