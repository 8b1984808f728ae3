import type { History } from '@onestory/event-sourcing';
import pg from 'pg';
import { inEmmettsWorld } from './emmett-reads.js';
import { load } from './load.js';
import { middle, several, shown } from './figures.js';
import type { Measurement, Setting } from './figures.js';
import { noteHistory, openNoteHistory } from './notes.js';
import { EMMETT } from './versions.js';
import { childNumber, fill, inNewWorld } from './world.js';
import type { World } from './world.js';

const NOTES = 1_000;
/** Streams taken in turn, so that no plan or page is measured alone. */
const CHILDREN = 10;
const filled = { children: CHILDREN, notes: NOTES };

/** Streams per second of one reader. */
const rate = async ({ seconds }: Setting, read: (child: string) => Promise<number>) => {
  let next = 0;
  const { perSecond } = await load({ writers: 1, seconds, warmUpSeconds: 0.5 }, async () => {
    const found = await read(childNumber((next += 1) % CHILDREN));
    if (found !== NOTES) throw new Error(`Read ${found} of ${NOTES} events.`);
  });
  return perSecond;
};

const RAW = `
  select revision, id, type, data, metadata, stored_at from event_store.event
  where stream = $1 order by revision`;

/** Rows as they are, parsed and counted. */
const rawIn = async ({ url }: World, setting: Setting): Promise<number> => {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  const perSecond = await rate(setting, async (child) => {
    const { rows } = await pool.query<{ data: Buffer; metadata: Buffer }>({
      name: 'raw',
      text: RAW,
      values: [`openNote-${child}`],
    });
    return rows.filter((it) => JSON.parse(it.data.toString()) && JSON.parse(it.metadata.toString()))
      .length;
  });
  await pool.end();
  return perSecond;
};

/** The function that measures our rate of one history, in a world that holds it. */
const foldingIn = async (world: World, history: History<never, never>, setting: Setting) => {
  const streams = world.streams(history);
  await fill(streams, filled);
  return () =>
    rate(setting, async (child) => {
      const { state } = await streams.load(child);
      return (state as { readonly written: number }).written;
    });
};

export const folding: Measurement = {
  name: 'folding',
  about: 'loading and folding a stream of 1 000 events, encryption off and on, beside Emmett',
  measure: ({ ...setting }) =>
    inNewWorld(setting.adminUrl, async (world) => {
      const open = await foldingIn(world, openNoteHistory as never, setting);
      const sealed = await foldingIn(world, noteHistory as never, setting);
      const runs = await inEmmettsWorld(setting.adminUrl, filled, (store) =>
        several(setting, 'folding', async () => ({
          open: await open(),
          sealed: await sealed(),
          raw: await rawIn(world, setting),
          emmett: await rate(setting, async (child) => {
            const { state } = await store.aggregateStream(`note-${child}`, {
              evolve: ({ written }: { written: number }) => ({ written: written + 1 }),
              initialState: () => ({ written: 0 }),
            });
            return state.written;
          }),
        })),
      );
      const off = middle(runs, (run) => run.open / run.emmett);
      const on = middle(runs, (run) => run.sealed / run.emmett);
      const beside = (ours: number, run: typeof off) =>
        `${shown(ours, '/s')} streams; Emmett ${shown(run.emmett, '/s')}; raw rows parsed ${shown(run.raw, '/s')}`;
      return [
        {
          what: `Loading and folding 1 000 events, nothing personal: over Emmett ${EMMETT}`,
          value: off.open / off.emmett,
          unit: 'x' as const,
          beside: beside(off.open, off),
          target: { atLeast: 2 },
        },
        {
          what: 'The same with a personal field in every event; Emmett has none',
          value: on.sealed / on.emmett,
          unit: 'x' as const,
          beside: beside(on.sealed, on),
          target: { atLeast: 1 },
        },
      ];
    }),
};
