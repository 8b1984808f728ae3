import { randomUUID } from 'node:crypto';
import {
  getPostgreSQLEventStore,
  postgreSQLEventStoreConsumer,
  postgreSQLProjection,
} from '@event-driven-io/emmett-postgresql';
import pg from 'pg';
import { columns, COUNT_NOTES, INSERT_NOTES, TABLES } from './note-tables.js';
import { median } from './load.js';
import { several } from './figures.js';
import type { Setting } from './figures.js';
import { text } from './notes.js';
import { inNewDatabase } from './store.js';
import { childNumber } from './world.js';

interface EmmettNote {
  readonly type: 'NoteWritten';
  readonly data: { child: string; reason: string; text: string };
  readonly metadata: Record<string, string>;
}

/** What the platform's envelope holds, too. */
const metadata = () => ({
  occurredAt: new Date().toISOString(),
  recordedAt: new Date().toISOString(),
  actor: randomUUID(),
  agency: randomUUID(),
  area: 'ashcombe',
  command: randomUUID(),
  commandBody: 'ab'.repeat(16),
  correlation: randomUUID(),
  causation: randomUUID(),
});

const notesOf = (child: string, notes: number): EmmettNote[] =>
  Array.from({ length: notes }, () => ({
    type: 'NoteWritten',
    data: { child, reason: 'code-17', text: text() },
    metadata: metadata(),
  }));

/** The store, with streams of that many notes each, one per child. */
export const inEmmettsWorld = <T>(
  adminUrl: string,
  filled: { readonly children: number; readonly notes: number },
  work: (store: ReturnType<typeof getPostgreSQLEventStore>, url: string) => Promise<T>,
): Promise<T> =>
  inNewDatabase(adminUrl, async (url) => {
    const store = getPostgreSQLEventStore(url);
    await store.schema.migrate();
    for (let number = 0; number < filled.children; number += 1) {
      const child = childNumber(number);
      await store.appendToStream(`note-${child}`, notesOf(child, filled.notes));
    }
    try {
      return await work(store, url);
    } finally {
      await store.close();
    }
  });

/** Its documented projector, in a transaction per page, into the same tables by the same statements. */
const projection = postgreSQLProjection<EmmettNote>({
  name: 'note_v1',
  canHandle: ['NoteWritten'],
  handle: async (events, { connection }) => {
    const client = connection.client as unknown as pg.ClientBase;
    const rows = events.map(({ data, metadata: { streamPosition } }) => ({
      child: data.child,
      reason: data.reason,
      words: data.text,
      revision: String(streamPosition),
    }));
    await client.query(INSERT_NOTES, columns(rows));
    await client.query(COUNT_NOTES, [columns(rows)[0]]);
  },
});

export const emmettCatchUp = async (
  setting: Setting,
): Promise<{ readonly perSecond: number; readonly events: number }> => {
  const filled = { children: setting.quick ? 100 : 250, notes: 20 };
  const events = filled.children * filled.notes;
  const rates = await inEmmettsWorld(setting.adminUrl, filled, (_store, url) =>
    several(setting, 'catch-up, Emmett', async (run) => {
      const pool = new pg.Pool({ connectionString: url, max: 1 });
      await pool.query('drop table if exists note_v1, notes_of_child_v1');
      await pool.query(TABLES);
      const consumer = postgreSQLEventStoreConsumer({
        connectionString: url,
        stopWhen: { noMessagesLeft: true },
        pulling: { batchSize: 1_000 },
      });
      consumer.projector({ projection, processorId: `note_v1_${run}`, startFrom: 'BEGINNING' });
      const began = performance.now();
      await consumer.start();
      const seconds = (performance.now() - began) / 1_000;
      await consumer.close();
      const { rows } = await pool.query<{ notes: string }>(
        'select sum(notes) as notes from notes_of_child_v1',
      );
      await pool.end();
      if (Number(rows[0]!.notes) !== events)
        throw new Error(`Emmett's projection handled ${rows[0]!.notes} of ${events} events.`);
      return events / seconds;
    }),
  );
  return { perSecond: median(rates), events };
};
