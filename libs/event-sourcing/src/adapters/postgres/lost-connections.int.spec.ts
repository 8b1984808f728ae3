import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { isOutage } from '@onestory/postgres';
import { startServer } from '@onestory/testing';
import type { TestServer } from '@onestory/testing';
import { eventsOf, isClearRefusal } from '../../event-store.js';
import type { Appended, EventStore, NewEvent, StreamName } from '../../event-store.js';
import { sharedTail } from '../../tail.js';
import {
  event,
  eventsIn,
  followUntil,
  newCategory,
  newStream,
  outcome,
  pause,
  place,
  streamOf,
} from '../../testing/index.js';
import { createEventTables } from './event-tables.js';
import { PostgresEventStore } from './postgres-event-store.js';

const WRITERS = 16;
const KILLS = 3;

/** One address for a server whose port changes with each start. Can cut every connection. */
const addressFor = async (server: TestServer) => {
  const sockets = new Set<Socket>();
  const listener = createServer((near) => {
    const far = connect(Number(new URL(server.url).port), '127.0.0.1');
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.pipe(other);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const url = new URL(server.url);
  url.port = String((listener.address() as AddressInfo).port);
  const cut = (): void => sockets.forEach((socket) => socket.destroy());
  const close = async (): Promise<void> => {
    cut();
    await new Promise((resolve) => listener.close(resolve));
  };
  return { url: url.href, cut, close };
};

/** As a follower does whose read met the cut: from its place again, here the beginning. */
const followAgain = async <T>(follow: () => Promise<T>): Promise<T> => {
  for (;;)
    try {
      return await follow();
    } catch (error) {
      if (!isOutage(error)) throw error;
    }
};

describe('when the server is lost', () => {
  let server: TestServer;
  let address: Awaited<ReturnType<typeof addressFor>>;

  beforeAll(async () => {
    server = await startServer({ durable: true });
    await createEventTables(server.url);
    address = await addressFor(server);
  });

  afterAll(async () => {
    await address.close();
    await server.close();
  });

  /** Asks again with the same ids and revision for as long as the outcome is unknown. */
  const insist = async (
    store: EventStore,
    stream: StreamName,
    expected: bigint | 'none',
    given: readonly NewEvent[],
  ): Promise<Appended> => {
    for (;;) {
      try {
        return await store.append(stream, expected, given);
      } catch (error) {
        if (isClearRefusal(error)) throw error;
        await pause(10);
      }
    }
  };

  it('by kill -9 under load: what was acknowledged is there, once, and a follower of the tail saw it once', async () => {
    const store = sharedTail(new PostgresEventStore({ connection: address.url }));
    const category = newCategory();
    const acknowledged = new Map<StreamName, string[]>();
    let writing = true;
    const writers = Array.from({ length: WRITERS }, async () => {
      const stream = streamOf(category);
      const ids: string[] = [];
      acknowledged.set(stream, ids);
      for (let at: bigint | 'none' = 'none'; writing;) {
        const given = [event(), event()];
        const { revision }: Appended = await insist(store, stream, at, given);
        at = revision;
        ids.push(...given.map((it) => it.id));
      }
    });
    let handedOut = 0;
    let total = Infinity;
    const following = followUntil(store, [category], (seen) => {
      handedOut += eventsIn(seen.slice(-1)).length;
      return handedOut >= total;
    });
    for (let kill = 0; kill < KILLS; kill += 1) {
      await pause(300);
      await server.kill();
      await server.restart();
    }
    await pause(300);
    writing = false;
    await Promise.all(writers);
    total = [...acknowledged.values()].flat().length;
    await store.append(streamOf(category), 'none', [event()]); // wakes a follower that has them all
    const seen = eventsIn(await following).filter((it) => acknowledged.has(it.stream));

    for (const [stream, ids] of acknowledged) {
      expect((await eventsOf(store.read(stream))).map((it) => it.id)).toEqual(ids);
    }
    expect(new Set(seen.map(place)).size).toBe(seen.length);
    expect(seen.map((it) => it.id).sort()).toEqual([...acknowledged.values()].flat().sort());
    await store.stop();
  });

  it('appends under way have an unknown outcome, and the next call connects again', async () => {
    const store = new PostgresEventStore({ connection: address.url });
    await store.append(newStream(), 'none', [event()]);
    await server.kill();
    const stream = newStream();
    const given = [event()];
    const lost = await store.append(stream, 'none', given).catch((error: unknown) => error);
    expect(lost).toBeInstanceOf(Error);
    expect(isClearRefusal(lost)).toBe(false);
    await server.restart();
    expect(await outcome(store.append(stream, 'none', given))).toBe('revision 0');
    expect(await eventsOf(store.read(stream))).toHaveLength(1);
    await store.stop();
  });

  it('followers of the bare store throw, and go on from where they were when asked again', async () => {
    const store = new PostgresEventStore({ connection: address.url });
    const category = newCategory();
    const { position } = await store.append(streamOf(category), 'none', [event()]);
    const following = followUntil(store, [category], () => false, {
      handle: (it) => (it.kind === 'caught up' ? server.kill() : undefined),
    });
    await expect(following).rejects.not.toThrow(/Still waiting/);
    await server.restart();
    await store.append(streamOf(category), 'none', [event(), event()]);
    const seen = await followUntil(store, [category], (so) => eventsIn(so).length === 2, {
      after: position,
    });
    expect(eventsIn(seen).map((it) => it.revision)).toEqual([0n, 1n]);
    await store.stop();
  });

  it('a connection cut again and again costs neither an event nor an answer', async () => {
    const store = sharedTail(new PostgresEventStore({ connection: address.url }));
    const stream = newStream();
    const category = stream.slice(0, stream.indexOf('-'));
    const following = followAgain(() =>
      followUntil(store, [category], (seen) => eventsIn(seen).length === 60),
    );
    for (let at = -1n; at < 59n; at += 1n) {
      if (at % 10n === 0n) address.cut();
      await insist(store, stream, at < 0n ? 'none' : at, [event()]);
    }
    const seen = eventsIn(await following).map((it) => Number(it.revision));
    expect(seen).toEqual([...Array(60).keys()]);
    await store.stop();
  });
});
