import { HistoryNewerThanThisVersion, InMemoryEventStore } from '@onestory/event-sourcing';
import type {
  EventStore,
  NewEvent,
  Position,
  StoredEvent,
  StreamName,
} from '@onestory/event-sourcing';
import { LARGEST_MESSAGE } from './exchange.js';
import type { Exchange, Outgoing } from './exchange.js';
import { publisher } from './publisher.js';
import type { Publisher, PublisherOptions } from './publisher.js';
import { eventually, Listening } from './testing/listening.js';
import { idOf } from './testing/messages.js';
import { world } from './testing/world.js';
import type { World } from './testing/world.js';

const numbers = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => from + index);

describe('a publisher', () => {
  let it_: World;
  let store: InMemoryEventStore;
  let heard: Listening;

  /** Translates an event to `<stream>@<revision>` under its stream's key; `Private` facts to nothing. */
  const translate = async (
    events: readonly StoredEvent[],
  ): Promise<readonly (Outgoing | undefined)[]> =>
    events.map(({ stream, revision, type }) =>
      type === 'Private'
        ? undefined
        : { key: stream, value: new TextEncoder().encode(`${stream}@${revision}`) },
    );
  const publish = (options: Partial<PublisherOptions> = {}): Publisher =>
    it_.keep(
      publisher({
        store,
        exchange: it_.exchange,
        database: it_.database,
        name: 'publisher',
        topic: 'visiting.events',
        categories: ['visit'],
        translate,
        log: it_.log,
        ...options,
      }),
    );
  const publishing = (how: Exchange['publish']): Exchange => ({
    publish: how,
    consume: (subscription) => it_.exchange.consume(subscription),
    lag: (group) => it_.exchange.lag(group),
    stop: async () => undefined,
  });
  const append = async (
    stream: StreamName,
    first: number,
    count: number,
    type = 'VisitMade',
  ): Promise<Position> => {
    const events = numbers(count, first).map((revision): NewEvent => ({
      id: idOf(stream, revision),
      type,
      data: JSON.stringify({ secret: 'Ada' }),
      metadata: JSON.stringify({ episode: stream }),
    }));
    const { position } = await store.append(
      stream,
      first === 0 ? 'none' : BigInt(first - 1),
      events,
    );
    return position;
  };
  const all = (stream: string, count: number, from = 0) =>
    numbers(count, from).map((revision) => `${stream}@${revision}`);
  const told = (stream: string) => heard.values.filter((text) => text.startsWith(`${stream}@`));
  const checkpoint = async () => {
    const [row] = await it_.database.query<{ position: string }>(
      'select position from publisher_checkpoint',
    );
    return row?.position;
  };

  beforeEach(async () => {
    it_ = await world();
    store = new InMemoryEventStore();
    heard = new Listening('listener', ['visiting.events']);
    heard.join(it_.exchange);
  });
  afterEach(async () => {
    await it_.close();
    await store.stop();
  });

  it('tells what happens in its categories, in order, and keeps private what is private', async () => {
    const running = publish();
    await append('visit-1', 0, 3);
    await append('other-1', 0, 2);
    await append('visit-2', 0, 2, 'Private');
    const position = await append('visit-1', 3, 2);

    expect(await running.waitFor(position, 5_000)).toBe(true);
    await eventually(() => expect(heard.values).toEqual(all('visit-1', 5)));
    expect(running.caughtUp(position)).toBe(true);
    expect(await running.lag()).toMatchObject({
      kind: 'publisher',
      caughtUp: true,
      ageMs: 0,
      parked: 0,
    });
  });

  it('says when waiting takes too long', async () => {
    const running = publish();
    it_.exchange.faults.cut();
    const position = await append('visit-1', 0, 1);
    expect(await running.waitFor(position, 100)).toBe(false);
  });

  it('goes on at its checkpoint', async () => {
    const first = publish();
    await first.waitFor(await append('visit-1', 0, 3), 5_000);
    await first.stop();
    const position = await append('visit-1', 3, 3);
    const second = publish();
    await second.waitFor(position, 5_000);
    await eventually(() => expect(heard.values).toEqual(all('visit-1', 6)));
  });

  it('moves the checkpoint only after the acknowledgement', async () => {
    let acknowledge = () => {};
    const held = new Promise<void>((resolve) => (acknowledge = resolve));
    const running = publish({
      exchange: publishing(async (topic, messages) => {
        await it_.exchange.publish(topic, messages);
        await held;
      }),
    });
    const position = await append('visit-1', 0, 1);
    await eventually(() => expect(heard.values).toEqual(all('visit-1', 1)));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await checkpoint()).toBeNull();
    acknowledge();
    await running.waitFor(position, 5_000);
    expect(await checkpoint()).toBe(position);
  });

  it('can only duplicate when it crashes between acknowledgement and checkpoint', async () => {
    const running = publish({
      database: {
        schema: it_.database.schema,
        query: (text, values) => it_.database.query(text, values),
        transaction: () => Promise.reject(new Error('crash')),
      },
    });
    await append('visit-1', 0, 3);
    await eventually(() => expect(heard.values.length).toBeGreaterThanOrEqual(6));
    await running.stop();
    const again = publish();
    const position = await append('visit-1', 3, 1);
    await again.waitFor(position, 5_000);
    await eventually(() => expect(heard.values.at(-1)).toBe('visit-1@3'));
    expect([...new Set(heard.values)]).toEqual(all('visit-1', 4));
  });

  it('waits while the exchange is cut, and goes on by itself', async () => {
    const running = publish();
    await running.waitFor(await append('visit-1', 0, 1), 5_000);
    it_.exchange.faults.cut();
    const position = await append('visit-1', 1, 5);
    await eventually(async () =>
      expect(await running.lag()).toMatchObject({
        stopped: expect.stringContaining('Unreachable'),
        caughtUp: false,
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await running.lag()).ageMs).toBeGreaterThan(100);
    it_.exchange.faults.mend();
    expect(await running.waitFor(position, 5_000)).toBe(true);
    await eventually(() => expect(heard.values).toEqual(all('visit-1', 6)));
    await eventually(async () => expect(await running.lag()).not.toHaveProperty('stopped'));
    expect(await running.parked()).toEqual([]);
  });

  it('goes on when the store was lost', async () => {
    let losses = 0;
    const unreliable: EventStore = {
      append: (...args) => store.append(...args),
      read: (...args) => store.read(...args),
      head: () => store.head(),
      stop: async () => undefined,
      follow: async function* (options) {
        let told = 0;
        for await (const item of store.follow(options))
          for (const event of item.kind === 'page' ? item.events : []) {
            if (losses < 3 && (told += 1) > 2) {
              losses += 1;
              throw new Error('the store is gone');
            }
            yield { kind: 'page', events: [event], position: event.position };
          }
      },
    };
    const running = publish({ store: unreliable });
    const position = await append('visit-1', 0, 20);
    expect(await running.waitFor(position, 5_000)).toBe(true);
    expect(losses).toBe(3);
    await eventually(() => expect(new Set(heard.values).size).toBe(20));
  });

  it('publishes in batches, one at a time', async () => {
    const sizes: number[] = [];
    let inFlight = 0;
    for (let from = 0; from < 2_000; from += 500) await append('visit-1', from, 500);
    const running = publish({
      exchange: publishing(async (topic, messages) => {
        expect((inFlight += 1)).toBe(1);
        await it_.exchange.publish(topic, messages);
        sizes.push(messages.length);
        inFlight -= 1;
      }),
    });
    await running.waitFor((await store.head())!, 5_000);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(500);
    expect(sizes.length).toBeLessThan(40);
    await eventually(() => expect(heard.values).toEqual(all('visit-1', 2_000)));
  });

  describe('parks what it cannot tell', () => {
    let broken = true;
    const sometimes: PublisherOptions['translate'] = async (events) => {
      if (broken && events.some(({ id }) => id === idOf('visit-1', 1)))
        throw new RangeError('of Ada');
      return translate(events);
    };
    beforeEach(() => {
      broken = true;
    });

    it('with what follows under its key, while others flow, and replays it in order', async () => {
      const running = publish({ translate: sometimes });
      await append('visit-1', 0, 3);
      await running.waitFor(await append('visit-2', 0, 3), 10_000);
      await eventually(() => expect(told('visit-2')).toEqual(all('visit-2', 3)));
      await running.waitFor(await append('visit-1', 3, 1), 10_000);
      expect(told('visit-1')).toEqual(['visit-1@0']);
      expect(await running.parked()).toEqual([
        {
          key: 'visit-1',
          events: 3,
          stream: 'visit-1',
          type: 'VisitMade',
          cause: expect.stringMatching(/^RangeError at publisher\.int\.spec\.ts/),
          attempts: 6,
          parkedAt: expect.any(Date),
        },
      ]);
      expect(running.isParked(['visit-1'])).toBe(true);
      expect(JSON.stringify(it_.logged)).not.toContain('Ada');

      expect(await running.replay('visit-1')).toBe(false);
      broken = false;
      expect(await running.replay('visit-1')).toBe(true);
      expect(running.isParked(['visit-1'])).toBe(false);
      await running.waitFor(await append('visit-1', 4, 1), 5_000);
      await eventually(() => expect(told('visit-1')).toEqual(all('visit-1', 5)));
    });

    it('and knows it after a restart', async () => {
      const first = publish({ translate: sometimes });
      await first.waitFor(await append('visit-1', 0, 2), 10_000);
      await first.stop();
      const second = publish({ translate: sometimes });
      await second.waitFor(await append('visit-1', 2, 1), 10_000);
      expect(await second.parked()).toMatchObject([{ key: 'visit-1', events: 2 }]);
      expect(told('visit-1')).toEqual(['visit-1@0']);
    });

    it('also when the exchange refuses it for good', async () => {
      const running = publish({
        translate: async (events) =>
          (await translate(events)).map((message, index) =>
            events[index]!.id === idOf('visit-1', 1)
              ? { key: message!.key, value: new Uint8Array(LARGEST_MESSAGE + 1) }
              : message,
          ),
      });
      await append('visit-1', 0, 3);
      await running.waitFor(await append('visit-2', 0, 2), 10_000);
      await eventually(() => expect(told('visit-2')).toEqual(all('visit-2', 2)));
      expect(told('visit-1')).toEqual(['visit-1@0']);
      expect(await running.parked()).toMatchObject([{ key: 'visit-1', events: 2, attempts: 1 }]);
    });
  });

  it('stands still before what a newer version wrote, and tells everything before it', async () => {
    const running = publish({
      translate: async (events) => {
        const newer = events.find(({ type }) => type === 'VisitMade.v9');
        if (newer) throw new HistoryNewerThanThisVersion(newer.stream, newer.revision, newer.type);
        return translate(events);
      },
    });
    const before = await append('visit-1', 0, 2);
    await append('visit-1', 2, 1, 'VisitMade.v9');
    await append('visit-2', 0, 1);
    await eventually(async () =>
      expect(await running.lag()).toMatchObject({
        stopped: expect.stringContaining('VisitMade.v9'),
      }),
    );
    await eventually(() => expect(heard.values).toEqual(all('visit-1', 2)));
    expect(await checkpoint()).toBe(before);
    await running.stop();

    const upgraded = publish();
    await upgraded.waitFor((await store.head())!, 5_000);
    await eventually(() =>
      expect([...heard.values].sort()).toEqual([...all('visit-1', 3), 'visit-2@0']),
    );
  });

  it('leaves publishing to one instance, and the other takes over when that one stops', async () => {
    const first = publish({ takeOverMs: 300 });
    await first.waitFor(await append('visit-1', 0, 1), 5_000);
    const second = publish({ takeOverMs: 300 });
    await second.waitFor(await append('visit-1', 1, 1), 5_000);
    await eventually(async () =>
      expect(await first.lag()).toMatchObject({
        stopped: expect.stringContaining('Another instance'),
      }),
    );
    await second.stop();
    const position = await append('visit-1', 2, 2);
    expect(await first.waitFor(position, 5_000)).toBe(true);
    await eventually(() => expect([...new Set(heard.values)]).toEqual(all('visit-1', 4)));
  });
});
