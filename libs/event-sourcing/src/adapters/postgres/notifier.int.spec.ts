import pg from 'pg';
import type { TestDatabase } from '@onestory/testing';
import { event, newCategory, streamOf } from '../../testing/index.js';
import { eventDatabase } from '../../testing/postgres.js';
import { PostgresEventStore } from './postgres-event-store.js';

/** Each store is a process of its own to the others. */
describe('what was stored is told', () => {
  let database: TestDatabase;
  let ear: pg.Client;
  const heard: string[] = [];
  const category = newCategory();
  const following = new AbortController();

  beforeAll(async () => {
    database = await eventDatabase();
    ear = new pg.Client(database.url);
    await ear.connect();
    ear.on('notification', ({ payload = '' }) => heard.push(payload));
    await ear.query('listen event_store');
  });
  afterAll(async () => {
    following.abort();
    await ear.end();
    await database.close();
  });

  /** Resolves when the store follows, and so listens. */
  const follow = async (store: PostgresEventStore): Promise<void> => {
    const pages = store.follow({ categories: [category], signal: following.signal });
    for await (const it of pages) if (it.kind === 'caught up') return;
  };

  const positions = async (): Promise<readonly string[]> => {
    await ear.query('select 1'); // what was sent before is heard before the answer
    return heard.filter((payload) => /^[0-9]+$/.test(payload));
  };

  it('to nobody, when no other process listens: it would cost appends dearly', async () => {
    const store = new PostgresEventStore({ connection: database.url });
    await follow(store);
    await store.append(streamOf(category), 'none', [event()]);
    await store.stop();
    expect(await positions()).toEqual([]);
  });

  it('to others from the moment when they begin to listen', async () => {
    const store = new PostgresEventStore({ connection: database.url });
    const other = new PostgresEventStore({ connection: database.url });
    await follow(store);
    await store.append(streamOf(category), 'none', [event()]);
    expect(await positions()).toEqual([]);
    await follow(other);
    await store.append(streamOf(category), 'none', [event()]);
    await store.stop();
    expect(await positions()).toHaveLength(1);
    await other.stop();
  });

  it('beside words of one process to another, each once however often it is said', async () => {
    const store = new PostgresEventStore({ connection: database.url });
    const other = new PostgresEventStore({ connection: database.url });
    const words: string[] = [];
    let onLast: () => void;
    const came = new Promise<void>((resolve) => {
      onLast = resolve;
    });
    await follow(store);
    await other.hear((word) => {
      words.push(word);
      if (word === 'the last') onLast();
    });
    for (let times = 0; times < 50; times += 1) store.say('moved');
    store.say('the last');
    await came;
    expect([...new Set(words)]).toEqual(['moved', 'the last']);
    expect(words.length).toBeLessThan(10);
    await store.stop();
    await other.stop();
  });
});
