import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createEventTables,
  PostgresEventStore,
  sharedTail,
  Streams,
} from '@onestory/event-sourcing';
import type { EventStore, History } from '@onestory/event-sourcing';
import { idFrom, realTime, storyAsItHappens } from '@onestory/kernel';
import type { AnyFact, ChildId } from '@onestory/kernel';
import { keyTables, PostgresKeyStore } from '@onestory/personal-data';
import type { KeyStore } from '@onestory/personal-data';
import pg from 'pg';
import { aCommand, writing } from './notes.js';
import { inNewDatabase } from './store.js';

/** The event store and the keys of one process, in a database of their own, set up as the platform does it. */
export interface World {
  readonly url: string;
  readonly store: EventStore;
  readonly keys: KeyStore;
  streams<State, F extends AnyFact>(history: History<State, F>): Streams<State, F>;
  /** What this makes has nothing in memory: keys are read and unwrapped again. */
  anew(): Promise<Pick<World, 'store' | 'keys'>>;
}

export const inNewWorld = <T>(adminUrl: string, work: (world: World) => Promise<T>): Promise<T> =>
  inNewDatabase(adminUrl, async (url) => {
    const folder = await mkdtemp(join(tmpdir(), 'onestory-bench-key-'));
    const opened: { stop(): Promise<void> }[] = [];
    const anew = async () => {
      const store = sharedTail(new PostgresEventStore({ connection: url, maxConnections: 4 }));
      const masterKeyFile = join(folder, 'master.key');
      const keys = await PostgresKeyStore.open({
        connection: url,
        masterKeyFile,
        realTime,
        connections: 1,
      });
      opened.push(store, keys);
      return { store, keys };
    };
    try {
      await createEventTables(url);
      await makeKeyTables(url);
      const { store, keys } = await anew();
      const clock = storyAsItHappens;
      return await work({
        url,
        store,
        keys,
        anew,
        streams: (history) => new Streams({ store, keys, clock }, history),
      });
    } finally {
      for (const it of opened) await it.stop();
      await rm(folder, { recursive: true, force: true });
    }
  });

const makeKeyTables = async (url: string): Promise<void> => {
  const client = new pg.Client(url);
  await client.connect();
  for (const { sql } of keyTables) await client.query(sql);
  await client.end();
};

export const childNumber = (number: number): ChildId => idFrom<ChildId>('child', number);

/** Streams of that many notes each, one per child, 20 notes to a command. */
export const fill = async <State>(
  streams: Streams<State, never>,
  { children, notes }: { readonly children: number; readonly notes: number },
): Promise<void> => {
  let next = 0;
  const writer = async (): Promise<void> => {
    for (let number = next++; number < children; number = next++)
      for (let written = 0; written < notes; written += 20) {
        const child = childNumber(number);
        const decision = writing<never>(child, Math.min(20, notes - written));
        await streams.decide(aCommand(), child, decision as never);
      }
  };
  await Promise.all(Array.from({ length: 32 }, writer));
};
