import type { History } from '@onestory/event-sourcing';
import { newId } from '@onestory/kernel';
import type { ChildId } from '@onestory/kernel';
import { load } from './load.js';
import { middle, several, shown } from './figures.js';
import type { Measurement, Setting } from './figures.js';
import { aCommand, noteHistory, openNoteHistory, writing } from './notes.js';
import { rawInserts } from './store.js';
import { inNewWorld } from './world.js';

const WRITERS = 64;

/** Load, decide, encrypt, append; streams of ten notes each. */
const commandsPerSecond = (history: History<never, never>, { adminUrl, seconds }: Setting) =>
  inNewWorld(adminUrl, async (world) => {
    const streams = world.streams(history);
    const stop = new AbortController();
    const { store } = world;
    const following = (async () => {
      const followed = store.follow({ categories: 'all', signal: stop.signal });
      for await (const it of followed) if (it.position === '') break;
    })();
    const state = Array.from({ length: WRITERS }, () => ({ child: newId<ChildId>(), left: 10 }));
    const { perSecond } = await load({ writers: WRITERS, seconds }, async (writer) => {
      if (state[writer]!.left === 0) state[writer] = { child: newId<ChildId>(), left: 10 };
      const { child } = state[writer]!;
      state[writer]!.left -= 1;
      await streams.decide(aCommand(), child, writing(child));
    });
    stop.abort();
    await following;
    return perSecond;
  });

export const commands: Measurement = {
  name: 'commands',
  about: 'commands/s within a process (load, decide, encrypt, append), encryption off and on',
  measure: async (setting) => {
    const options = { writers: WRITERS, seconds: setting.seconds };
    const runs = await several(setting, 'commands', async () => ({
      sealed: await commandsPerSecond(noteHistory as never, setting),
      open: await commandsPerSecond(openNoteHistory as never, setting),
      raw: (await rawInserts(setting.adminUrl, 16, options)).perSecond,
    }));
    const { sealed, open, raw } = middle(runs, (run) => run.sealed);
    return [
      {
        what: 'Commands decided within a process: load, fold, decide, encrypt, append; 64 at once',
        value: sealed,
        unit: '/s',
        beside: `without encryption ${shown(open, '/s')}; raw inserts (pool 16) ${shown(raw, '/s')}`,
      },
    ];
  },
};
