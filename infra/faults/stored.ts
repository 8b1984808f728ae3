import { idFrom, realTime } from '@onestory/kernel';
import { PostgresKeyStore } from '@onestory/personal-data';
import { OpaqueTokens, seenIn } from '@onestory/service';
import pg from 'pg';
import type { Acknowledged } from './ledger.js';

/** What the tables say, looked at from outside while nothing runs. Each number but the first three should be 0. */
export interface Stored {
  readonly events: number;
  readonly messages: number;
  /** Told twice to the exchange, which is allowed: consumers take each message once. */
  readonly toldTwice: number;
  /** Acknowledged, and no event of it is there, or not up to the revision that was answered. */
  readonly lost: number;
  /** Commands with events in two places, and events that are there twice. */
  readonly twice: number;
  /** Streams whose revisions do not run from 0 without a gap. */
  readonly torn: number;
  /** Events of a kind that others are told of, of which nobody was told. */
  readonly untold: number;
  /** Messages about events that are not there. */
  readonly invented: number;
}

const METADATA = "convert_from(metadata, 'UTF8')::jsonb";

interface CommandRow {
  readonly command: string;
  readonly streams: string;
  readonly events: string;
  readonly first: string;
  readonly last: string;
}

export const commandOf = ({ actor, path, key }: Acknowledged): string =>
  idFrom(actor.id, actor.agencyId, 'POST', path, key);

const isWhole = (row: CommandRow): boolean =>
  row.streams === '1' && Number(row.events) === Number(row.last) - Number(row.first) + 1;

const one = async (client: pg.Client, sql: string): Promise<number> => {
  const { rows } = await client.query<{ count: string }>(sql);
  return Number(rows[0]!.count);
};

/** Kinds of facts of which a message was seen at least once: every other fact of that kind needs one too. */
const TOLD = `
  with message as (
    select distinct convert_from(value, 'UTF8')::jsonb ->> 'id' as id from exchange.message),
  kind as (
    select distinct e.type from event_store.event e join message m on m.id = e.id::text)`;

const commandRows = async (client: pg.Client): Promise<ReadonlyMap<string, CommandRow>> => {
  const { rows } = await client.query<CommandRow>(`
    select ${METADATA} ->> 'command' as command, count(distinct stream) as streams, count(*) as events,
      min(revision) as first, max(revision) as last
    from event_store.event where stream not like '%Access-%' group by 1`);
  return new Map(rows.map((row) => [row.command, row]));
};

/** The revision that an ETag stands for. Only who has the keys of the installation can tell. */
export type RevisionOf = (etag: string) => bigint | undefined;

export const revisionsReadWith = async (
  url: string,
  masterKeyFile: string,
): Promise<RevisionOf> => {
  const keys = await PostgresKeyStore.open({ connection: url, masterKeyFile, realTime });
  try {
    const tokens = await OpaqueTokens.with(keys);
    return (etag) => seenIn(tokens, etag)?.revision;
  } finally {
    await keys.stop();
  }
};

const isThere = (
  { etag }: Acknowledged,
  row: CommandRow | undefined,
  revisionOf: RevisionOf,
): boolean => row !== undefined && (etag === null || row.last === revisionOf(etag)?.toString());

export const lookIntoTables = async (
  url: string,
  acknowledged: readonly Acknowledged[],
  revisionOf: RevisionOf,
): Promise<Stored> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const commands = await commandRows(client);
    const ids = await one(
      client,
      'select count(*) - count(distinct id) as count from event_store.event',
    );
    return {
      events: await one(client, 'select count(*) from event_store.event'),
      messages: await one(client, 'select count(*) from exchange.message'),
      toldTwice: await one(
        client,
        "select count(*) - count(distinct convert_from(value, 'UTF8')::jsonb ->> 'id') as count from exchange.message",
      ),
      lost: acknowledged.filter((it) => !isThere(it, commands.get(commandOf(it)), revisionOf))
        .length,
      twice: ids + [...commands.values()].filter((row) => !isWhole(row)).length,
      torn: await one(
        client,
        `select count(*) from (
           select stream from event_store.event group by stream
           having min(revision) <> 0 or max(revision) + 1 <> count(*)) torn`,
      ),
      untold: await one(
        client,
        `${TOLD} select count(*) from event_store.event e
           where e.type in (select type from kind) and e.id::text not in (select id from message)`,
      ),
      invented: await one(
        client,
        `${TOLD} select count(*) from message m
           where m.id not in (select id::text from event_store.event)`,
      ),
    };
  } finally {
    await client.end();
  }
};
