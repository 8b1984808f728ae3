import { ConcernRecordedV1 } from '@onestory/contracts';
import { currentContext, InMemoryEventStore, RevisionConflict } from '@onestory/event-sourcing';
import type { CommandContext, StreamName } from '@onestory/event-sourcing';
import { idFrom, Refusal } from '@onestory/kernel';
import type { ActorId, Database, Moment } from '@onestory/kernel';
import type { Consumer } from './inbox.js';
import { reaction, runReaction } from './reactions.js';
import type { Answer, ReactionPorts } from './reactions.js';
import { eventually } from './testing/listening.js';
import { concern, idOf, sent } from './testing/messages.js';
import { world } from './testing/world.js';
import type { World } from './testing/world.js';

class AlreadyVisited extends Refusal {}

describe('a reaction', () => {
  let it_: World;
  let store: InMemoryEventStore;
  const actor = idFrom<ActorId>('visiting');

  /** Appends once per command id, as `Streams` does. */
  const visit = async (stream: StreamName): Promise<void> => {
    const id = currentContext().command;
    let next = 0n;
    for await (const event of store.read(stream)) {
      if (event.id === id) return;
      next = event.revision + 1n;
    }
    const bytes = new TextEncoder().encode('{}');
    await store.append(stream, next === 0n ? 'none' : next - 1n, [
      { id, type: 'VisitArranged', data: bytes, metadata: bytes },
    ]);
  };
  const streamOf = (household: string): StreamName => `visit-${idOf(household)}`;
  const react = (
    answers: (household: StreamName) => readonly Answer[],
    ports: Partial<ReactionPorts> = {},
  ): Consumer =>
    it_.keep(
      runReaction(
        reaction('arrange-a-visit-when-a-concern-is-recorded', ConcernRecordedV1, ({ data }) =>
          answers(`visit-${data.episode}`),
        ),
        {
          exchange: it_.exchange,
          database: it_.database,
          service: 'visiting',
          actor,
          log: it_.log,
          ...ports,
        },
      ),
    );
  const tell = (household: string, ...which: readonly number[]) =>
    it_.exchange.publish(
      'assessment.events',
      sent(...which.map((number) => concern(household, number))),
    );
  const events = async (stream: StreamName): Promise<readonly string[]> => {
    const ids: string[] = [];
    for await (const { id } of store.read(stream)) ids.push(id);
    return ids;
  };

  beforeEach(async () => {
    it_ = await world();
    store = new InMemoryEventStore();
  });
  afterEach(async () => {
    await it_.close();
    await store.stop();
  });

  it('gives a command as the service, for whoever did what it answers, at the moment that this happened', async () => {
    const seen: { context: CommandContext; moment: Moment }[] = [];
    react((stream) => [
      { stream, run: async (moment) => seen.push({ context: currentContext(), moment }) },
    ]);
    await it_.exchange.publish(
      'assessment.events',
      sent(concern('a', 1, { occurredprecision: 'day', traceparent: '00-t' })),
    );
    await eventually(() => expect(seen).toHaveLength(1));
    const { context, moment } = seen[0]!;
    const message = concern('a', 1);
    expect(moment).toEqual({ occurredAt: message.time, occurredPrecision: 'day' });
    expect(context).toEqual({
      command: idFrom(message.id, 'arrange-a-visit-when-a-concern-is-recorded', streamOf('a')),
      commandBody: expect.stringMatching(/^[0-9a-f]{32}$/),
      actor,
      agency: message.agency,
      onBehalfOf: message.actor,
      area: 'ashcombe',
      correlation: message.correlationid,
      causation: message.id,
      traceparent: '00-t',
      about: { episode: idOf('a'), children: [idOf('child', 'a')] },
      reactingTo: moment,
    });
  });

  it('acts for the person at the start of a chain of services', async () => {
    const seen: CommandContext[] = [];
    react((stream) => [{ stream, run: async () => seen.push(currentContext()) }]);
    await it_.exchange.publish(
      'assessment.events',
      sent(concern('a', 1, { onbehalfof: idOf('person') })),
    );
    await eventually(() => expect(seen).toMatchObject([{ onBehalfOf: idOf('person') }]));
  });

  it('decides once, whatever is delivered twice', async () => {
    const consumer = react((stream) => [{ stream, run: () => visit(stream) }]);
    it_.exchange.faults.duplicate(0.5, 3);
    await tell('a', 0, 1, 2, 3);
    it_.exchange.faults.redeliver(3);
    await eventually(async () => expect(await consumer.caughtUp()).toBe(true));
    expect(await events(streamOf('a'))).toHaveLength(4);
  });

  it('decides once when its process is killed between the append and the inbox row', async () => {
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
      (stream) => [{ stream, run: async () => ((runs += 1), visit(stream)) }],
      { database: killed },
    );
    await tell('a', 0);
    await eventually(async () => expect(await consumer.caughtUp()).toBe(true));
    expect(runs).toBe(3);
    expect(await events(streamOf('a'))).toHaveLength(1);
  });

  it('answers one message in several streams, and repeats none when the second fails at first', async () => {
    let failures = 2;
    const consumer = react((stream) => [
      { stream, run: () => visit(stream) },
      {
        stream: `${stream}-again`,
        run: async () => {
          if (failures-- > 0) throw new RevisionConflict(stream, 0n, 1n);
          await visit(`${stream}-again`);
        },
      },
    ]);
    await tell('a', 0);
    await eventually(async () => expect(await consumer.caughtUp()).toBe(true));
    expect(await events(streamOf('a'))).toHaveLength(1);
    expect(await events(`${streamOf('a')}-again`)).toHaveLength(1);
    expect(await consumer.parked()).toEqual([]);
  });

  it('takes a refusal for an answer', async () => {
    const consumer = react((stream) => [
      { stream, run: () => Promise.reject(new AlreadyVisited('Ada was visited.')) },
      { stream: `${stream}-2`, run: () => visit(`${stream}-2`) },
    ]);
    await tell('a', 0);
    await eventually(async () => expect(await consumer.caughtUp()).toBe(true));
    expect(await consumer.parked()).toEqual([]);
    expect(await events(`${streamOf('a')}-2`)).toHaveLength(1);
    expect(it_.logged).toEqual([
      {
        level: 'info',
        message: 'reaction refused',
        details: {
          reaction: 'arrange-a-visit-when-a-concern-is-recorded',
          message: concern('a', 0).id,
          type: ConcernRecordedV1.type,
          stream: streamOf('a'),
          refusal: 'already-visited',
        },
      },
    ]);
  });

  it('parks what fails, goes on with other households, and replays', async () => {
    let broken = true;
    const consumer = react((stream) => [
      {
        stream,
        run: async () => {
          if (broken && stream === streamOf('bad')) throw new TypeError('a defect');
          await visit(stream);
        },
      },
    ]);
    await it_.exchange.publish(
      'assessment.events',
      sent(concern('bad', 0), concern('a', 0), concern('bad', 1)),
    );
    await eventually(async () =>
      expect(await consumer.parked()).toMatchObject([{ key: idOf('bad'), messages: 2 }]),
    );
    await eventually(async () => expect(await events(streamOf('a'))).toHaveLength(1));
    broken = false;
    expect(await consumer.replay(idOf('bad'))).toBe(true);
    expect(await events(streamOf('bad'))).toHaveLength(2);
  });
});
