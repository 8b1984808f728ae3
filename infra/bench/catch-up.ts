import { followingTables, StoreRunner } from '@onestory/event-sourcing';
import type { History, Projector, StoredFact } from '@onestory/event-sourcing';
import { realTime } from '@onestory/kernel';
import type { AnyFact, Sql } from '@onestory/kernel';
import { ServiceDatabase } from '@onestory/service';
import pg from 'pg';
import { emmettCatchUp } from './emmett-reads.js';
import { middle, several, shown, thousands } from './figures.js';
import type { Measurement, Setting } from './figures.js';
import { columns, COUNT_NOTES, INSERT_NOTES, TABLES } from './note-tables.js';
import { noteHistory, openNoteHistory } from './notes.js';
import { EMMETT } from './versions.js';
import { fill, inNewWorld } from './world.js';
import type { World } from './world.js';

const projectorOf = (history: History<never, never>): Projector => ({
  name: 'note_v1',
  codecs: [history.codec],
  async project(batch: readonly StoredFact<AnyFact>[], sql: Sql): Promise<void> {
    const rows = batch.map(({ data, revision }) => {
      const { child, reason, text } = data as { child: string; reason: string; text: string };
      return { child, reason, words: text, revision: revision.toString() };
    });
    const [children, ...others] = columns(rows);
    await sql.query(INSERT_NOTES, [children, ...others]);
    await sql.query(COUNT_NOTES, [children]);
  },
});

let schemas = 0;

const inNewSchema = async <T>(
  url: string,
  work: (database: ServiceDatabase) => Promise<T>,
): Promise<T> => {
  const schema = `bench_${(schemas += 1)}`;
  const options = { url, schema, connections: 2, migrations: [] };
  const database = await ServiceDatabase.open(options);
  try {
    for (const { sql } of followingTables) await database.query(sql);
    await database.query(TABLES);
    return await work(database);
  } finally {
    await database.query(`drop schema ${schema} cascade`);
    await database.close();
  }
};

const countIn = async (database: Sql): Promise<number> => {
  const [row] = await database.query<{ notes: string }>(
    'select sum(notes) as notes from notes_of_child_v1',
  );
  return Number(row!.notes);
};

/** Events per second of the platform's runner, from an empty checkpoint and without keys in memory. */
const ours = async (world: World, history: History<never, never>): Promise<number> => {
  const { store, keys } = await world.anew();
  const head = (await store.head())!;
  return inNewSchema(world.url, async (database) => {
    const ports = { store, keys, database, time: realTime };
    const runner = new StoreRunner(ports, projectorOf(history));
    const began = performance.now();
    runner.start();
    if (!(await runner.waitFor(head, 120_000))) throw new Error('The projection did not catch up.');
    const seconds = (performance.now() - began) / 1_000;
    await runner.stop();
    return (await countIn(database)) / seconds;
  });
};

const PAGE = `
  select position, revision, data from event_store.event
  where position > $1 order by position limit 1000`;

/** The least that could be done: pages by key, parsed, into the same tables; no codec, no checkpoint. */
const raw = (world: World): Promise<number> =>
  inNewSchema(world.url, async (database) => {
    const pool = new pg.Pool({ connectionString: world.url, max: 1 });
    await pool.query(`set search_path to ${database.schema}`);
    const began = performance.now();
    let [position, events] = ['0', 0];
    while (true) {
      const { rows } = await pool.query<{ position: string; revision: string; data: Buffer }>(
        PAGE,
        [position],
      );
      if (rows.length === 0) break;
      const notes = rows.map(({ revision, data }) => {
        const { child, reason, text } = JSON.parse(data.toString()) as Record<string, string>;
        return { child: child!, reason: reason!, words: text!, revision };
      });
      await pool.query('begin');
      await pool.query(INSERT_NOTES, columns(notes));
      await pool.query(COUNT_NOTES, [columns(notes)[0]]);
      await pool.query('commit');
      position = rows.at(-1)!.position;
      events += rows.length;
    }
    const seconds = (performance.now() - began) / 1_000;
    await pool.end();
    return events / seconds;
  });

/** Catch-up rates of one history, each run beside the raw one. */
const ratesOf = (setting: Setting, name: string, history: History<never, never>, isOpen: boolean) =>
  inNewWorld(setting.adminUrl, async (world) => {
    const children = setting.quick ? 500 : 2_000;
    await fill(world.streams(history), { children, notes: 20 });
    return several(setting, name, async () => ({
      ours: await ours(world, history),
      raw: isOpen ? await raw(world) : NaN,
    }));
  });

export const catchUp: Measurement = {
  name: 'catch-up',
  about: 'events/s of a projection into two tables, encryption on and off, beside raw and Emmett',
  measure: async (setting) => {
    const sealed = await ratesOf(setting, 'catch-up, encrypted', noteHistory as never, false);
    const open = await ratesOf(setting, 'catch-up, plain', openNoteHistory as never, true);
    const emmett = await emmettCatchUp(setting);
    const on = middle(sealed, (run) => run.ours).ours;
    const off = middle(open, (run) => run.ours);
    return [
      {
        what: 'Catch-up of a projection with one decrypted personal field into two tables',
        value: on,
        unit: '/s',
        beside: `without encryption ${shown(off.ours, '/s')}; raw pages and inserts ${shown(off.raw, '/s')}`,
        target: { atLeast: 20_000 },
      },
      {
        what: `The same over Emmett ${EMMETT} without encryption`,
        value: on / emmett.perSecond,
        unit: 'x',
        beside: `Emmett ${shown(emmett.perSecond, '/s')} of ${thousands(emmett.events)} (its projector, pages of 1 000)`,
      },
    ];
  },
};
