import { ConcernRecordedV1 } from '@onestory/contracts';
import { InMemoryEventStore, RevisionConflict } from '@onestory/event-sourcing';
import { eventsOf } from '@onestory/event-sourcing';
import type { CommandContext, StreamName } from '@onestory/event-sourcing';
import { idFrom } from '@onestory/kernel';
import type { ActorId, Database } from '@onestory/kernel';
import { contextOf } from './context-of.js';
import { consume } from './inbox.js';
import type { Consumer, ConsumerPorts } from './consumer.js';
import { eventually } from './testing/listening.js';
import { concern, idOf, sent } from './testing/messages.js';
import { world } from './testing/world.js';
import type { World } from './testing/world.js';

interface Answer {
  readonly stream: StreamName;
  run(context: CommandContext): Promise<unknown>;
}

describe('what a consumer does before its rows', () => {
  let it_: World;
  let store: InMemoryEventStore;
  const actor = idFrom<ActorId>('visiting');

  /** Appends once per command id, as `Streams` does. */
  const visit = async (stream: StreamName, { command: id }: CommandContext): Promise<void> => {
    let next = 0n;
    for (const event of await eventsOf(store.read(stream))) {
      if (event.id === id) return;
      next = event.revision + 1n;
    }
    await store.append(stream, next === 0n ? 'none' : next - 1n, [
      { id, type: 'VisitArranged', data: '{}', metadata: '{}' },
    ]);
  };
  const streamOf = (household: string): StreamName => `visit-${idOf(household)}`;
  /** Appends to another store than that of the inbox: no transaction holds both. */
  const react = (
    answers: (household: StreamName) => readonly Answer[],
    ports: Partial<ConsumerPorts> = {},
  ): Consumer =>
    it_.keep(
      consume({
        exchange: it_.exchange,
        database: it_.database,
        log: it_.log,
        ...ports,
        consumer: 'visiting',
        contracts: [ConcernRecordedV1],
        before: async (message) => {
          for (const { stream, run } of answers(`visit-${message.data.episode}`))
            await run(contextOf(message, 'arrange-a-visit', stream, { actor }));
        },
        handle: async () => undefined,
      }),
    );
  const tell = (household: string, ...which: readonly number[]) =>
    it_.exchange.publish(
      'assessment.events',
      sent(...which.map((number) => concern(household, number))),
    );
  const events = async (stream: StreamName): Promise<readonly string[]> =>
    (await eventsOf(store.read(stream))).map(({ id }) => id);

  beforeEach(async () => {
    it_ = await world();
    store = new InMemoryEventStore();
  });
  afterEach(async () => {
    await it_.close();
    await store.stop();
  });

  it('is decided once, whatever is delivered twice', async () => {
    const consumer = react((stream) => [{ stream, run: (context) => visit(stream, context) }]);
    it_.exchange.faults.duplicate(0.5, 3);
    await tell('a', 0, 1, 2, 3);
    it_.exchange.faults.redeliver(3);
    await eventually(async () => expect(await consumer.caughtUp()).toBe(true));
    expect(await events(streamOf('a'))).toHaveLength(4);
  });

  it('is decided once when its process is killed between the append and the inbox row', async () => {
    let kills = 2;
    let runs = 0;
    const killed: Database = {
      schema: it_.database.schema,
      query: (text, values) => it_.database.query(text, values),
      transaction: (work) =>
        kills-- > 0
          ? Promise.reject(Object.assign(new Error('killed'), { code: 'ECONNRESET' }))
          : it_.database.transaction(work),
    };
    const consumer = react(
      (stream) => [{ stream, run: async (context) => ((runs += 1), visit(stream, context)) }],
      { database: killed },
    );
    await tell('a', 0);
    await eventually(async () => expect(await consumer.caughtUp()).toBe(true));
    expect(runs).toBe(3);
    expect(await events(streamOf('a'))).toHaveLength(1);
  });

  it('reaches several streams, and repeats none when the second fails at first', async () => {
    let failures = 2;
    const consumer = react((stream) => [
      { stream, run: (context) => visit(stream, context) },
      {
        stream: `${stream}-again`,
        run: async (context) => {
          if (failures-- > 0) throw new RevisionConflict(stream, 0n, 1n);
          await visit(`${stream}-again`, context);
        },
      },
    ]);
    await tell('a', 0);
    await eventually(async () => expect(await consumer.caughtUp()).toBe(true));
    expect(await events(streamOf('a'))).toHaveLength(1);
    expect(await events(`${streamOf('a')}-again`)).toHaveLength(1);
    expect(await consumer.parked()).toEqual([]);
  });

  it('is done for what was about to queue behind a sequence that is replayed just then', async () => {
    let broken = true;
    let beforeCommit: (() => Promise<unknown>) | undefined;
    const database: Database = {
      schema: it_.database.schema,
      query: (text, values) => it_.database.query(text, values),
      transaction: async (work) => {
        const first = beforeCommit;
        beforeCommit = undefined;
        await first?.();
        return it_.database.transaction(work);
      },
    };
    const run = (stream: StreamName) => async (context: CommandContext) => {
      if (broken) throw new TypeError('a defect');
      await visit(stream, context);
    };
    const consumer = react((stream) => [{ stream, run: run(stream) }], { database });
    await tell('a', 0);
    await eventually(async () => expect(await consumer.parked()).toHaveLength(1));
    broken = false;
    beforeCommit = () => consumer.replay(idOf('a'));
    await tell('a', 1);
    await eventually(async () => expect(await consumer.caughtUp()).toBe(true));
    expect(await consumer.parked()).toEqual([]);
    expect(await events(streamOf('a'))).toHaveLength(2);
  });

  it('is parked where it fails, goes on with other households, and replays', async () => {
    let broken = true;
    const consumer = react((stream) => [
      {
        stream,
        run: async (context) => {
          if (broken && stream === streamOf('bad')) throw new TypeError('a defect');
          await visit(stream, context);
        },
      },
    ]);
    await it_.exchange.publish(
      'assessment.events',
      sent(concern('bad', 0), concern('a', 0), concern('bad', 1)),
    );
    await eventually(async () =>
      expect(await consumer.parked()).toMatchObject([{ key: idOf('bad'), events: 2 }]),
    );
    await eventually(async () => expect(await events(streamOf('a'))).toHaveLength(1));
    broken = false;
    expect(await consumer.replay(idOf('bad'))).toBe(true);
    expect(await events(streamOf('bad'))).toHaveLength(2);
  });
});
