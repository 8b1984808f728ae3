import { registerOf } from '@onestory/access';
import { codec, InMemoryEventStore } from '@onestory/event-sourcing';
import type { CommandContext, EventStore, History } from '@onestory/event-sourcing';
import { idFrom, instant, newId } from '@onestory/kernel';
import type { AreaId, CommandId, Database, Decision, Fact, StoryClock } from '@onestory/kernel';
import { InMemoryKeyStore, plain } from '@onestory/personal-data';
import { Decide, DecideHandler } from './decide.js';
import { OwnStreams } from './own-streams.js';
import { RequestSources } from './sources.js';

type Knocked = Fact<'Knocked', { times: number }>;

/** How often somebody knocked. */
const knocks: History<number, Knocked> = {
  evolution: { category: 'door', initial: 0, evolve: (sum, { data }) => sum + data.times },
  codec: codec<Knocked>('door', { Knocked: { times: plain } }),
  about: () => ({}),
};
const knock =
  (times: number): Decision<number, Knocked> =>
  () => [{ type: 'Knocked', data: { times } }];
const knockOnceMore: Decision<number, Knocked> = (sum) => knock(sum + 1)(sum, undefined as never);

const ashcombe = 'ashcombe' as AreaId;
const door = 'b4f0f7c4-5b68-4c84-9a06-0d2d8e3a6c11';

const byMe = (): CommandContext => ({
  command: newId<CommandId>(),
  commandBody: 'ab'.repeat(16),
  actor: idFrom('me'),
  agency: idFrom('us'),
  area: ashcombe,
  correlation: idFrom('correlation'),
  causation: 'a request',
});

/** A service at its first request, with a store that counts how often it is read. */
const aService = () => {
  const store = new InMemoryEventStore();
  let reads = 0;
  const counting = {
    append: (...parts: Parameters<EventStore['append']>) => store.append(...parts),
    read: (...parts: Parameters<EventStore['read']>) => {
      reads += 1;
      return store.read(...parts);
    },
  } as unknown as EventStore;
  const clock: StoryClock = { kind: 'story', now: () => instant('2026-02-10T09:00:00Z') };
  const streams = new OwnStreams({ store: counting, keys: new InMemoryKeyStore(), clock });
  const sources = new RequestSources(
    {
      ...{ streams, clock, database: {} as Database, register: registerOf([]) },
      hasParked: async () => false,
      hasSeenAll: async () => undefined,
    },
    ashcombe,
  );
  const handler = new DecideHandler(streams);
  const decide = (decision: Decision<number, Knocked>, context = byMe()) => {
    const loaded = sources.alreadyLoaded(knocks, door);
    const command = new Decide(context, knocks, door, () => decision, { loaded });
    return handler.execute(command as never);
  };
  return { sources, decide, reads: () => reads };
};

describe('one request', () => {
  it('reads a stream once: for whoever looks into it, and for the decision', async () => {
    const { sources, decide, reads } = aService();
    await sources.load(knocks, door);
    await sources.ask((from) => from.load(knocks, door));
    const { revision } = await decide(knock(2));
    expect(revision).toBe(0n);
    expect(reads()).toBe(1);
  });

  it('decides on what the stream says by then if others wrote after it was read', async () => {
    const { sources, decide, reads } = aService();
    await sources.load(knocks, door);
    await decide(knock(2));
    const { state, revision } = await decide(knockOnceMore);
    expect({ state, revision }).toEqual({ state: 5, revision: 1n });
    expect(reads()).toBe(2);
  });

  it('is recorded once, also if it is repeated on what was read before the first time', async () => {
    const { sources, decide } = aService();
    await sources.load(knocks, door);
    const context = byMe();
    await decide(knock(2), context);
    expect((await decide(knock(2), context)).revision).toBe(0n);
    sources.forget();
    expect((await sources.load(knocks, door)).facts).toHaveLength(1);
  });

  it('reads it anew once it has been told to look again', async () => {
    const { sources, decide } = aService();
    await sources.load(knocks, door);
    await decide(knock(2));
    expect((await sources.load(knocks, door)).state).toBe(0);
    sources.forget();
    expect((await sources.load(knocks, door)).state).toBe(2);
  });

  it('shows how it was from the same reading', async () => {
    const { sources, decide, reads } = aService();
    await decide(knock(2));
    const before = reads();
    await sources.load(knocks, door);
    const yesterday = { asAt: instant('2026-02-09T09:00:00Z') };
    const then = await sources.load(knocks, door, yesterday);
    expect({ state: then.state, revision: then.revision }).toEqual({ state: 0, revision: 0n });
    expect(reads()).toBe(before + 1);
  });
});
