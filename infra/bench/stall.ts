import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { createEventTables, PostgresEventStore, sharedTail } from '@onestory/event-sourcing';
import type { EventStore } from '@onestory/event-sourcing';
import pg from 'pg';
import { middle, several, shown } from './figures.js';
import type { Measurement } from './figures.js';
import { inNewDatabase } from './store.js';

const nothing = '{}';

/** When each event came to a follower that has connections of its own, as another process has. */
const watch = async (store: EventStore) => {
  const came = new Map<string, number>();
  const stop = new AbortController();
  let ready = (): void => {};
  const live = new Promise<void>((resolve) => (ready = resolve));
  const done = (async () => {
    for await (const it of store.follow({ categories: ['note'], signal: stop.signal })) {
      if (it.kind === 'caught up') ready();
      if (it.kind === 'page') for (const { id } of it.events) came.set(id, performance.now());
    }
  })();
  await live;
  return { came, end: () => (stop.abort(), done) };
};

/** The longest time from an event's acknowledgement until the follower had it, in milliseconds. */
const longestDelay = async (url: string, events: number): Promise<number> => {
  const store = new PostgresEventStore({ connection: url });
  const other = sharedTail(new PostgresEventStore({ connection: url }));
  const { came, end } = await watch(other);
  const acknowledged = new Map<string, number>();
  for (let number = 0; number < events; number += 1) {
    const id = randomUUID();
    const event = { id, type: 'NoteWritten', data: nothing, metadata: nothing };
    await store.append(`note-${randomUUID()}`, 'none', [event]);
    acknowledged.set(id, performance.now());
    await pause(5);
  }
  const isMissing = () => [...acknowledged.keys()].some((id) => !came.has(id));
  for (let waited = 0; isMissing() && waited < 30_000; waited += 10) await pause(10);
  await end();
  await Promise.all([store.stop(), other.stop()]);
  const delays = [...acknowledged].map(([id, at]) => (came.get(id) ?? Infinity) - at);
  return Math.max(0, ...delays);
};

/** A transaction with a number of its own, left open in a database of its own. */
const whileOpen = <T>(adminUrl: string, work: () => Promise<T>): Promise<T> =>
  inNewDatabase(adminUrl, async (url) => {
    const client = new pg.Client(url);
    client.on('error', () => undefined); // it is cut off when its database is dropped
    await client.connect();
    await client.query('create table left_open (one int)');
    await client.query('begin');
    await client.query('insert into left_open values (1)');
    try {
      return await work();
    } finally {
      await client.query('rollback');
      await client.end();
    }
  });

export const stall: Measurement = {
  name: 'stall',
  about: 'how long readers wait for a transaction that is left open in another database',
  measure: async (setting) => {
    const { adminUrl, quick } = setting;
    const events = quick ? 100 : 200;
    const runs = await several(setting, 'stall', () =>
      inNewDatabase(adminUrl, async (url) => {
        await createEventTables(url);
        const raw = await longestDelay(url, events);
        return { raw, open: await whileOpen(adminUrl, () => longestDelay(url, events)) };
      }),
    );
    const { open, raw } = middle(runs, (run) => run.open);
    return [
      {
        what: 'Readers stalled by a transaction left open in another database: longest wait for an event',
        value: open,
        unit: 'ms',
        beside: `without that transaction ${shown(raw, 'ms')}; ${events} events, follower in connections of its own`,
        target: { atMost: 50 },
      },
    ];
  },
};
