import pg from 'pg';
import { testDatabase } from '@onestory/testing';
import type { TestDatabase } from '@onestory/testing';
import { eventsOf, RevisionConflict } from '../../event-store.js';
import type { EventStore, StreamName } from '../../event-store.js';
import { sharedTail } from '../../tail.js';
import {
  event,
  events,
  eventsIn,
  followUntil,
  newCategory,
  newStream,
  outcome,
  place,
  revisions,
  streamOf,
} from '../../testing/index.js';
import { eventDatabase } from '../../testing/postgres.js';
import { createEventTables } from './event-tables.js';
import { PostgresEventStore } from './postgres-event-store.js';

/** Each store has connections of its own, as if each were in a process of its own. */
const STORES = 3;
const WRITERS_EACH = 16;
const TURNS = 30;

describe('several writers on one database', () => {
  let database: TestDatabase;
  let stores: PostgresEventStore[];

  beforeAll(async () => {
    database = await eventDatabase();
    stores = Array.from(
      { length: STORES },
      () => new PostgresEventStore({ connection: database.url }),
    );
  });

  afterAll(async () => {
    await Promise.all(stores.map((store) => store.stop()));
    await database.close();
  });

  /** Appends until it has won so many revisions; whoever loses takes the revision that it was told. */
  const win = async (store: EventStore, stream: StreamName, times: number): Promise<void> => {
    let at: bigint | 'none' = 'none';
    for (let won = 0; won < times;) {
      try {
        const appended: { revision: bigint } = await store.append(stream, at, [event()]);
        at = appended.revision;
        won += 1;
      } catch (error) {
        if (!(error instanceof RevisionConflict)) throw error;
        at = error.actual;
      }
    }
  };

  it('give every revision and every position once, and followers of each see all in one order', async () => {
    const category = newCategory();
    const shared = [streamOf(category), streamOf(category)];
    const total = STORES * (WRITERS_EACH + 2) * TURNS;
    const following = stores.map((store) => {
      let count = 0;
      return followUntil(store, [category], (seen) => {
        count += eventsIn(seen.slice(-1)).length;
        return count === total;
      });
    });
    await Promise.all(
      stores.flatMap((store) => [
        ...shared.map((stream) => win(store, stream, TURNS)),
        ...Array.from({ length: WRITERS_EACH }, () => win(store, streamOf(category), TURNS)),
      ]),
    );
    const seen = (await Promise.all(following)).map(eventsIn);
    expect(seen[1]!.map(place)).toEqual(seen[0]!.map(place));
    expect(seen[2]!.map(place)).toEqual(seen[0]!.map(place));
    expect(new Set(seen[0]!.map(place)).size).toBe(total);
    const positions = seen[0]!.map((it) => it.position);
    expect(positions).toEqual([...new Set(positions)].sort());
    for (const stream of shared) {
      const each = Array.from({ length: STORES * TURNS }, (_, index) => BigInt(index));
      expect(await revisions(stores[0]!, stream)).toEqual(each);
    }
  });

  it('leave no gap between positions', async () => {
    await stores[0]!.append(newStream(), 'none', events(3)); // whatever ran before
    const client = new pg.Client(database.url);
    await client.connect();
    const { rows } = await client.query(
      `select count(*) = max(position) and min(position) = 1 as contiguous,
              max(position) = (select position from event_store.head) as to_head
       from event_store.event`,
    );
    await client.end();
    expect(rows).toEqual([{ contiguous: true, to_head: true }]);
  });

  it('are heard by followers in another process at once', async () => {
    const category = newCategory();
    const late: number[] = [];
    let sent = 0;
    await followUntil(stores[1]!, [category], (seen) => eventsIn(seen).length === 20, {
      after: await stores[1]!.head(),
      handle: async (it) => {
        if (it.kind === 'page' && it.events.length === 0) return;
        if (it.kind === 'page') late.push(performance.now() - sent);
        sent = performance.now();
        await stores[0]!.append(streamOf(category), 'none', [event()]);
      },
    });
    expect(median(late)).toBeLessThan(50);
  });

  it('are not failed by a neighbour that the database refuses', async () => {
    const own = await eventDatabase();
    const client = new pg.Client(own.url);
    await client.connect();
    await client.query(`alter table event_store.event add check (type <> 'Impossible')`);
    const store = new PostgresEventStore({ connection: own.url });
    const appends = Array.from({ length: 30 }, (_, index) => {
      const type = index === 7 ? 'Impossible' : 'Happened';
      return outcome(store.append(newStream(), 'none', [event({ type })]));
    });
    const [refused] = appends.splice(7, 1);
    await expect(refused).rejects.toThrow(/check constraint/);
    expect(new Set(await Promise.all(appends))).toEqual(new Set(['revision 0']));
    await store.stop();
    await client.end();
    await own.close();
  });

  it('find the tables made once, however many make them at once', async () => {
    const empty = await testDatabase();
    await Promise.all(Array.from({ length: 4 }, () => createEventTables(empty.url)));
    const store = new PostgresEventStore({ connection: empty.url });
    await store.append(newStream(), 'none', [event()]);
    await createEventTables(empty.url);
    expect(await store.head()).toBe('00000000000000000001');
    await store.stop();
    await empty.close();
  });
});

describe('a transaction that somebody leaves open', () => {
  it.each(['another database', 'the same database'])('in %s stalls nobody', async (where) => {
    const [database, other] = await Promise.all([eventDatabase(), testDatabase()]);
    const foreign = new pg.Client(where === 'another database' ? other.url : database.url);
    await foreign.connect();
    await foreign.query('create table elsewhere (it int)');
    await foreign.query('begin; insert into elsewhere values (1)');
    const store = sharedTail(new PostgresEventStore({ connection: database.url }));
    const category = newCategory();
    const late: number[] = [];
    let sent = 0;
    await followUntil(store, [category], (seen) => eventsIn(seen).length === 20, {
      handle: async (it) => {
        if (it.kind === 'page' && it.events.length === 0) return;
        if (it.kind === 'page') late.push(performance.now() - sent);
        sent = performance.now();
        await store.append(streamOf(category), 'none', [event()]);
      },
    });
    expect(median(late)).toBeLessThan(50);
    await foreign.query('rollback');
    await foreign.end();
    await store.stop();
    await Promise.all([database.close(), other.close()]);
  });
});

describe('a store that is stopped', () => {
  it('has answered what was under way, and refuses what comes later', async () => {
    const database = await eventDatabase();
    const store = new PostgresEventStore({ connection: database.url });
    const under = Array.from({ length: 300 }, () =>
      outcome(store.append(newStream(), 'none', [event()])),
    );
    await store.stop();
    expect(new Set(await Promise.all(under))).toEqual(new Set(['revision 0']));
    await expect(store.append(newStream(), 'none', [event()])).rejects.toThrow('stopped');
    await expect(store.head()).rejects.toThrow('stopped');
    await expect(eventsOf(store.read(newStream()))).rejects.toThrow('stopped');
    await expect(followUntil(store, 'all', () => false)).rejects.toThrow('stopped');
    await database.close();
  });

  it('tells followers that are waiting', async () => {
    const database = await eventDatabase();
    const store = new PostgresEventStore({ connection: database.url });
    let stopping: Promise<void> | undefined;
    const following = followUntil(store, 'all', () => false, {
      handle: (it) => {
        if (it.kind === 'caught up') setTimeout(() => (stopping = store.stop()), 10);
      },
    });
    await expect(following).rejects.toThrow('stopped');
    await stopping;
    await database.close();
  });
});

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)]!;
