import { Leases, projectUpToNow } from '@onestory/event-sourcing';
import type { Projector } from '@onestory/event-sourcing';
import { newId } from '@onestory/kernel';
import type { Database } from '@onestory/kernel';
import { PATIENT } from '@onestory/postgres';
import { consume } from '@onestory/messaging';
import { setTimeout as pause } from 'node:timers/promises';
import { ServiceDatabase } from '../database/database.js';
import { keepRelationships } from '../followers/reactions.js';
import { ServiceRuntime } from '../followers/runtime.js';
import type { Verified } from '../followers/runtime.js';
import { schemaOf } from '../definition/service-definition.js';
import type { MessageProjector } from '../definition/service-definition.js';
import { topicOf } from '@onestory/contracts';

/** Tables of read models carry their version: `screening_queue_v1`. */
const TABLES = `select table_name as name from information_schema.tables
  where table_schema = $1 and table_type = 'BASE TABLE' and table_name ~ '_v[0-9]+$' order by 1`;

const LONGEST_MS = 300_000;

/**
 * Derives every read model of a service anew, from its own events and from others' messages, in a schema beside
 * it, and compares row by row. No reaction runs, nothing is published, no checkpoint moves.
 */
const verifyNow = async (
  runtime: ServiceRuntime,
  projectors: readonly Projector[],
  listeners: readonly MessageProjector[],
): Promise<readonly Verified[]> => {
  const { platform, definition } = runtime;
  const schema = await schemaBeside(runtime);
  const beside = ServiceDatabase.at({
    url: platform.databaseUrl,
    schema,
    connections: 1,
    limits: PATIENT,
    migrations: definition.migrations ?? [],
  });
  try {
    await beside.makeReady();
    await ServiceRuntime.makeTables(beside, definition);
    const ports = { store: runtime.store, keys: platform.keys, database: beside };
    for (const projector of projectors) await projectUpToNow(ports, projector);
    await hearAgain(runtime, beside, listeners);
    return await compare(beside, schemaOf(definition.name));
  } finally {
    await beside.close();
    await runtime.database.query(`drop schema if exists ${schema} cascade`);
  }
};

/** One after the other: a verification reads whole tables, and holds a connection for as long as it takes. */
export const verify = (
  runtime: ServiceRuntime,
  projectors: readonly Projector[],
  listeners: readonly MessageProjector[],
): (() => Promise<readonly Verified[]>) => {
  let last: Promise<unknown> = Promise.resolve();
  return () => {
    const mine = last.then(() => verifyNow(runtime, projectors, listeners));
    last = mine.catch(() => undefined);
    return mine;
  };
};

/** A name of its own, as another process may be verifying; what a killed process left behind is dropped. */
const schemaBeside = async ({
  database,
  definition,
  platform,
}: ServiceRuntime): Promise<string> => {
  const prefix = `${schemaOf(definition.name)}_verify_`;
  const now = platform.time.now();
  const schemas = await database.query<{ name: string }>(
    'select nspname as name from pg_namespace where starts_with(nspname, $1)',
    [prefix],
  );
  for (const { name } of schemas)
    if (Number.parseInt(name.slice(prefix.length), 36) < now - 2 * LONGEST_MS)
      await database.query(`drop schema if exists ${name} cascade`);
  return `${prefix}${now.toString(36)}`;
};

const hearAgain = async (
  { platform, name, definition }: ServiceRuntime,
  database: Database,
  listeners: readonly MessageProjector[],
): Promise<void> => {
  const consumed = definition.consumes ?? [];
  if (consumed.length === 0) return;
  const again = newId();
  const { exchange } = platform;
  const leases = new Leases({ database });
  const consumers = [
    consume({
      exchange,
      database,
      leases,
      isPassing: true,
      consumer: `${name}.verify-${again}`,
      topics: consumed.map(topicOf),
      handle: keepRelationships,
    }),
    ...listeners.map((listener) =>
      consume({
        exchange,
        database,
        leases,
        isPassing: true,
        consumer: `${name}.verify-${listener.name}-${again}`,
        contracts: listener.contracts.filter(({ owner }) => owner !== name),
        handle: (messages, sql) => listener.apply(messages, sql),
      }),
    ),
  ];
  const deadline = platform.time.monotonic() + LONGEST_MS;
  try {
    for (const consumer of consumers)
      while (!(await consumer.caughtUp())) {
        if (platform.time.monotonic() > deadline)
          throw new Error('Hearing all messages again took too long.');
        await pause(10);
      }
  } finally {
    await Promise.all(consumers.map((consumer) => consumer.stop()));
  }
};

/** Reads whole tables, over the connection that has the patience. */
const compare = async (database: ServiceDatabase, own: string): Promise<readonly Verified[]> => {
  const beside = database.schema;
  const tables = await database.query<{ name: string }>(TABLES, [own]);
  const verified: Verified[] = [];
  for (const { name } of tables) {
    const [row] = await database.query<{ rows: string; differing: string }>(
      `select (select count(*) from ${own}.${name}) as rows, count(*) as differing from (
         (table ${own}.${name} except table ${beside}.${name}) union all
         (table ${beside}.${name} except table ${own}.${name})) differing`,
    );
    verified.push({ table: name, rows: Number(row!.rows), differing: Number(row!.differing) });
  }
  return verified;
};
