import { followingTables, InMemoryEventStore, StoreRunner } from '@onestory/event-sourcing';
import type {
  Decoder,
  EventStore,
  NewEvent,
  Position,
  StoredEvent,
  StreamName,
  StoredFact,
} from '@onestory/event-sourcing';
import { HistoryNewerThanThisVersion, metadataOf } from '@onestory/event-sourcing';
import { idFrom } from '@onestory/kernel';
import type { AnyFact } from '@onestory/kernel';
import { InMemoryKeyStore } from '@onestory/personal-data';
import { testSchema } from '@onestory/testing';
import type { TestSchema } from '@onestory/testing';
import { decode } from './cloud-events.js';
import { ExchangeUnreachable, MessageRefused } from './exchange.js';
import type { Exchange } from './exchange.js';
import { publisher } from './publisher.js';
import { eventually } from './testing/listening.js';
import { concern, idOf } from './testing/messages.js';

const numbers = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => from + index);

/** An exchange that keeps what it took, in calls, and can be away. */
class Taking implements Exchange {
  readonly calls: string[][] = [];
  isAway = false;
  refuses: (subject: string) => boolean = () => false;
  acknowledged: Promise<void> = Promise.resolve();
  private inFlight = 0;

  get taken(): readonly string[] {
    return this.calls.flat();
  }

  publish: Exchange['publish'] = async (_topic, messages) => {
    expect((this.inFlight += 1)).toBe(1);
    try {
      if (this.isAway) throw new ExchangeUnreachable();
      const subjects = messages.map(({ value }) => {
        const { subject, sequence } = decode(value);
        return `${subject}@${Number(sequence)}`;
      });
      const refused = subjects.findIndex(this.refuses);
      if (refused >= 0) throw new MessageRefused(refused, 'too large');
      this.calls.push(subjects);
      await this.acknowledged;
    } finally {
      this.inFlight -= 1;
    }
  };
  consume = () => ({ stop: async () => undefined });
  lag = async () => [];
  at = async () => undefined;
  stop = async () => undefined;
}

describe('a publisher', () => {
  let schema: TestSchema;
  let store: InMemoryEventStore;
  let exchange: Taking;
  let running: StoreRunner[];
  /** Ids of events that cannot be translated, for now. */
  let broken: ReadonlySet<string>;

  const visits: Decoder<AnyFact> = {
    category: 'visit',
    decode: async (events: readonly StoredEvent[]) =>
      events.map((event) => {
        if (event.type === 'VisitMade.v9')
          throw new HistoryNewerThanThisVersion(event.stream, event.revision, event.type);
        return { ...metadataOf(event), ...event, data: {} } as unknown as StoredFact<AnyFact>;
      }),
  };
  const publish = (ports: { readonly store?: EventStore } = {}): StoreRunner => {
    const follower = publisher({
      name: 'publisher',
      exchange,
      topic: 'visiting.events',
      codecs: [visits],
      publicationOf: ({ id, stream, revision, type }) => {
        if (broken.has(id)) throw new RangeError('of Ada');
        if (type === 'Private') return undefined;
        const sequence = `${revision}`.padStart(20, '0');
        return { ...concern('a', 0), id, subject: stream, sequence, partitionkey: idFrom(stream) };
      },
    });
    const keys = new InMemoryKeyStore();
    const { database } = schema;
    const runner = new StoreRunner({ store, keys, database, ...ports }, follower, 'publisher');
    running.push(runner);
    runner.start();
    return runner;
  };
  const append = async (
    stream: StreamName,
    first: number,
    count: number,
    type = 'VisitMade',
  ): Promise<Position> => {
    const events = numbers(count, first).map((revision): NewEvent => ({
      id: idOf(stream, revision),
      type,
      data: '{}',
      metadata: JSON.stringify({ episode: idFrom(stream) }),
    }));
    const expected = first === 0 ? 'none' : BigInt(first - 1);
    return (await store.append(stream, expected, events)).position;
  };
  const all = (stream: string, count: number, from = 0) =>
    numbers(count, from).map((revision) => `${stream}@${revision}`);
  const checkpoint = async () => {
    const [row] = await schema.database.query<{ position: string }>(
      'select position from checkpoint',
    );
    return row?.position;
  };

  beforeEach(async () => {
    schema = await testSchema(followingTables);
    store = new InMemoryEventStore();
    exchange = new Taking();
    running = [];
    broken = new Set();
  });
  afterEach(async () => {
    await Promise.all(running.map((it) => it.stop()));
    await schema.close();
  });

  it('publishes what happens in its categories, in order, and keeps private what is private', async () => {
    const runner = publish();
    await append('visit-1', 0, 3);
    await append('other-1', 0, 2);
    await append('visit-2', 0, 2, 'Private');
    const position = await append('visit-1', 3, 2);
    expect(await runner.waitFor(position, 60_000)).toBe(true);
    expect(exchange.taken).toEqual(all('visit-1', 5));
    expect(await runner.lag()).toMatchObject({
      kind: 'publisher',
      caughtUp: true,
      ageMs: 0,
      parked: 0,
    });
  });

  it('publishes in batches, one at a time', async () => {
    for (let from = 0; from < 2_000; from += 500) await append('visit-1', from, 500);
    await publish().waitFor((await store.head())!, 60_000);
    expect(exchange.taken).toEqual(all('visit-1', 2_000));
    expect(exchange.calls.length).toBeLessThan(25);
  });

  it('moves its checkpoint only after the acknowledgement, so that a crash can only duplicate', async () => {
    let acknowledge = () => {};
    exchange.acknowledged = new Promise((resolve) => (acknowledge = resolve));
    const runner = publish();
    const position = await append('visit-1', 0, 1);
    await eventually(() => expect(exchange.taken).toEqual(all('visit-1', 1)));
    expect(await checkpoint()).toBeNull();
    acknowledge();
    await runner.waitFor(position, 60_000);
    expect(await checkpoint()).toBe(position);
  });

  it('waits while the exchange is away, says so, parks nothing, and goes on by itself', async () => {
    const runner = publish();
    await runner.waitFor(await append('visit-1', 0, 1), 60_000);
    exchange.isAway = true;
    const position = await append('visit-1', 1, 5);
    await eventually(async () =>
      expect(await runner.lag()).toMatchObject({
        stopped: expect.stringContaining('Unreachable'),
        caughtUp: false,
      }),
    );
    expect(await runner.lag()).not.toHaveProperty('forGood');
    expect(await runner.waitFor(position, 20)).toBe(false);
    exchange.isAway = false;
    expect(await runner.waitFor(position, 60_000)).toBe(true);
    expect(exchange.taken).toEqual(all('visit-1', 6));
    expect(await runner.lag()).not.toHaveProperty('stopped');
    expect(await runner.parked()).toEqual([]);
  });

  it('parks what it cannot translate with what follows under its key, and replays it in order', async () => {
    broken = new Set([idOf('visit-1', 1)]);
    const first = publish();
    await append('visit-1', 0, 3);
    await first.waitFor(await append('visit-2', 0, 3), 60_000);
    expect(exchange.taken).toEqual(['visit-1@0', ...all('visit-2', 3)]);
    await first.stop();
    const second = publish();
    await second.waitFor(await append('visit-1', 3, 1), 60_000);
    expect(await second.parked()).toEqual([
      {
        key: idFrom('visit-1'),
        events: 3,
        id: idOf('visit-1', 1),
        type: 'VisitMade',
        cause: expect.stringMatching(/^RangeError at publisher\.int\.spec\.ts/),
        attempts: 6,
        parkedAt: expect.any(Date),
      },
    ]);
    expect(await second.replay(idFrom('visit-1'))).toBe(false);
    broken = new Set();
    expect(await second.replay(idFrom('visit-1'))).toBe(true);
    await second.waitFor(await append('visit-1', 4, 1), 60_000);
    expect(exchange.taken.filter((it) => it.startsWith('visit-1'))).toEqual(all('visit-1', 5));
  });

  it('parks the key of what the exchange refuses for good, and sends the rest as one batch', async () => {
    exchange.refuses = (subject) => subject === 'visit-1@1';
    await append('visit-1', 0, 3);
    await append('visit-3', 0, 1, 'Private');
    const position = await append('visit-2', 0, 2);
    const runner = publish();
    await runner.waitFor(position, 60_000);
    expect(exchange.calls).toEqual([['visit-1@0', ...all('visit-2', 2)]]);
    expect(await runner.parked()).toMatchObject([
      { key: idFrom('visit-1'), events: 2, attempts: 1 },
    ]);
  });

  it('stands still before what a newer version wrote, and publishes everything before it', async () => {
    const before = await append('visit-1', 0, 2);
    await append('visit-1', 2, 1, 'VisitMade.v9');
    await append('visit-2', 0, 1);
    const runner = publish();
    await eventually(async () =>
      expect(await runner.lag()).toMatchObject({
        stopped: expect.stringContaining('VisitMade.v9'),
        forGood: true,
      }),
    );
    expect(exchange.taken).toEqual(all('visit-1', 2));
    expect(await checkpoint()).toBe(before);
  });
});
