import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import { createEventTables, PostgresEventStore, sharedTail } from '@onestory/event-sourcing';
import type { EventStore, NewEvent, Position, StreamName } from '@onestory/event-sourcing';
import pg from 'pg';
import { load } from './load.js';
import type { Load, LoadOptions } from './load.js';

/** 430 bytes of JSON, as an event of the platform has with its personal text encrypted. */
const payload = {
  referral: randomUUID(),
  reason: 'code-17',
  text: randomBytes(258).toString('base64'),
};
const data = JSON.stringify(payload);
const envelope = {
  actor: randomUUID(),
  agency: randomUUID(),
  command: randomUUID(),
  area: 'ashcombe',
};
const metadata = JSON.stringify(envelope);
const asBytes = [Buffer.from(data), Buffer.from(metadata)];

const newEvent = (): NewEvent => ({ id: randomUUID(), type: 'ReferralSent', data, metadata });
const newStream = (): StreamName => `referral-${randomUUID()}`;

/** A new database on the server of `adminUrl`, dropped afterwards. */
export const inNewDatabase = async <T>(
  adminUrl: string,
  work: (url: string) => Promise<T>,
): Promise<T> => {
  const name = `bench_${randomBytes(6).toString('hex')}`;
  const admin = new pg.Client(adminUrl);
  await admin.connect();
  try {
    await admin.query(`create database ${name}`);
    await admin.query('checkpoint');
    const url = new URL(adminUrl);
    url.pathname = `/${name}`;
    return await work(url.href);
  } finally {
    await pause(200); // sessions that were just ended
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  }
};

/** The same row and the same indexes as ours, one insert and one commit each, by prepared statements. */
export const rawInserts = (adminUrl: string, pool: number, options: LoadOptions): Promise<Load> =>
  inNewDatabase(adminUrl, async (url) => {
    const connections = new pg.Pool({ connectionString: url, max: pool });
    await connections.query(`
      create table event (
        position bigint generated always as identity primary key,
        stream text collate "C" not null, revision bigint not null, id uuid not null, type text not null,
        data bytea not null, metadata bytea not null, stored_at timestamptz not null default now(),
        unique (stream, revision)
      )`);
    const insert = {
      name: 'insert',
      text: `insert into event (stream, revision, id, type, data, metadata)
             values ($1, $2, $3, $4, $5, $6) returning position`,
    };
    const streams = Array.from({ length: options.writers }, () => ({ name: newStream(), at: -1 }));
    const result = await load(options, (writer) => {
      const stream = streams[writer]!;
      const { id, type } = newEvent();
      stream.at += 1;
      return connections.query({
        ...insert,
        values: [stream.name, stream.at, id, type, ...asBytes],
      });
    });
    await connections.end();
    return result;
  });

export interface Followed extends Load {
  /** Acknowledged events that the live follower was not given, or was given twice or out of order. */
  readonly missed: number;
  readonly twice: number;
  readonly disordered: number;
  /** Seconds that the follower needed after the last append to have them all. */
  readonly behind: number;
}

/** Appends of one event to streams of their own, with a follower that was live before the first of them. */
export const appends = (
  adminUrl: string,
  options: LoadOptions & { readonly follower?: boolean },
): Promise<Followed> =>
  inNewDatabase(adminUrl, async (url) => {
    await createEventTables(url);
    const store = sharedTail(new PostgresEventStore({ connection: url }));
    const acknowledged = new Map<string, Position>();
    const follower = options.follower === false ? undefined : follow(store);
    await follower?.ready;
    const streams = Array.from({ length: options.writers }, () => ({ name: newStream(), at: -1n }));
    const result = await load(options, async (writer) => {
      const stream = streams[writer]!;
      const event = newEvent();
      const expected = stream.at < 0n ? 'none' : stream.at;
      const appended = await store.append(stream.name, expected, [event]);
      stream.at = appended.revision;
      acknowledged.set(event.id, appended.position);
    });
    const told = await follower?.end(await store.head());
    await store.stop();
    return { ...result, ...compare(acknowledged, told) };
  });

interface Told {
  readonly ids: readonly string[];
  readonly disordered: number;
  readonly behind: number;
}

const follow = (store: EventStore) => {
  const ids: string[] = [];
  const abort = new AbortController();
  let [position, disordered] = ['', 0];
  let ready = (): void => {};
  let reached = '';
  const isReady = new Promise<void>((resolve) => (ready = resolve));
  const done = (async () => {
    for await (const it of store.follow({ categories: ['referral'], signal: abort.signal })) {
      if (it.kind === 'caught up') ready();
      if (it.kind !== 'page') continue;
      for (const event of it.events) {
        ids.push(event.id);
        if (event.position <= position) disordered += 1;
        position = event.position;
      }
      reached = it.position;
    }
  })();
  const end = async (head: Position | undefined): Promise<Told> => {
    const since = performance.now();
    while (reached < (head ?? '') && performance.now() - since < 30_000) {
      await pause(1);
    }
    const behind = (performance.now() - since) / 1_000;
    abort.abort();
    await done;
    return { ids, disordered, behind };
  };
  return { ready: isReady, end };
};

const compare = (acknowledged: ReadonlyMap<string, Position>, told: Told | undefined) => {
  if (!told) return { missed: 0, twice: 0, disordered: 0, behind: 0 };
  const once = new Set(told.ids);
  return {
    missed: [...acknowledged.keys()].filter((id) => !once.has(id)).length,
    twice: told.ids.length - once.size,
    disordered: told.disordered,
    behind: told.behind,
  };
};

/** Emmett's appends of one event to streams of their own, as its documentation does it. */
export const emmettAppends = (adminUrl: string, options: LoadOptions): Promise<Load> =>
  inNewDatabase(adminUrl, async (url) => {
    const store = getPostgreSQLEventStore(url);
    await store.schema.migrate();
    const streams = Array.from({ length: options.writers }, () => ({ name: newStream(), at: 0n }));
    const result = await load(options, async (writer) => {
      const stream = streams[writer]!;
      const event = { type: 'ReferralSent', data: payload, metadata: envelope };
      const expectedStreamVersion = stream.at === 0n ? 'STREAM_DOES_NOT_EXIST' : stream.at;
      const appended = await store.appendToStream(stream.name, [event], {
        expectedStreamVersion: expectedStreamVersion as bigint,
      });
      stream.at = appended.nextExpectedStreamVersion;
    });
    await store.close();
    return result;
  });
