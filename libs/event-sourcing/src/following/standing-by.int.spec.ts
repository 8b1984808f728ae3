import { newId } from '@onestory/kernel';
import { Process } from '@onestory/testing';
import { Desk, LetterProjector, eventually } from '../testing/desk.js';

import { Leases } from './leases.js';

describe('of two processes that run a follower', () => {
  let desk: Desk;
  const standsBy = { standsBy: true, caughtUp: true };

  beforeEach(async () => {
    desk = await Desk.open();
  });
  afterEach(() => desk.close());

  it('one holds the lease; the other stands by, and knows how far the first has come', async () => {
    const id = newId();
    const first = desk.run();
    await first.waitFor(await desk.say(id, 'a'), 60_000);
    const second = desk.run();
    await eventually(async () => expect(await second.lag()).toMatchObject(standsBy));
    expect(await second.waitFor(await desk.say(id, 'b'), 60_000)).toBe(true);
    expect(await desk.rows(id)).toEqual(['a', 'b']);
    expect(await first.lag()).not.toHaveProperty('standsBy');
  });

  it('the other takes over at once when the first stops', async () => {
    const id = newId();
    const first = desk.run(undefined, { leaseMs: 60_000 });
    await first.waitFor(await desk.say(id, 'a'), 60_000);
    const second = desk.run();
    await first.stop();
    expect(await second.waitFor(await desk.say(id, 'b'), 60_000)).toBe(true);
    expect(await desk.rows(id)).toEqual(['a', 'b']);
  });

  it('the other takes over when the lease is not renewed, and back again when it, too, is gone', async () => {
    const id = newId();
    const [one, other] = [new Process(desk.database), new Process(desk.database)];
    const first = desk.run(new LetterProjector(), { database: one });
    await first.waitFor(await desk.say(id, 'a'), 60_000);
    const second = desk.run(new LetterProjector(), { database: other });
    await eventually(async () => expect(await second.lag()).toMatchObject(standsBy));

    one.freeze();
    expect(await second.waitFor(await desk.say(id, 'b'), 60_000)).toBe(true);
    one.wake();
    await eventually(async () => expect(await first.lag()).toMatchObject(standsBy));

    other.freeze();
    expect(await first.waitFor(await desk.say(id, 'c'), 60_000)).toBe(true);
    other.wake();
    expect(await desk.rows(id)).toEqual(['a', 'b', 'c']);
  });

  it('nobody is taken over for being idle', async () => {
    const first = desk.run(undefined, { leaseMs: 120 });
    await first.waitFor(await desk.say(newId(), 'a'), 60_000);
    desk.run();
    const epoch = () => desk.database.query('select epoch from checkpoint');
    const before = await epoch();
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await epoch()).toEqual(before);
  });

  it('whoever was fenced writes nothing, though nothing has moved since', async () => {
    const id = newId();
    const process = new Process(desk.database);
    const frozen = desk.run(new LetterProjector(), { database: process });
    await frozen.waitFor(await desk.say(id, 'a'), 60_000);
    process.freeze();
    const leases = new Leases({ database: desk.database, isAlone: true });
    const lease = (await leases.take('letter_v1'))!; // and does not move
    process.wake();
    await desk.say(id, 'b');
    await eventually(async () => expect(await frozen.lag()).toMatchObject(standsBy));
    expect(await desk.rows(id)).toEqual(['a']);
    await leases.release(lease);
    await eventually(async () => expect(await desk.rows(id)).toEqual(['a', 'b']));
  });

  it('the one that takes over knows what the other parked while the lease was asked for', async () => {
    const [before, after] = [0, 1].map(
      () => new Leases({ database: desk.database, isAlone: true }),
    );
    const lease = (await before!.take('letter_v1'))!;
    const taking = await desk.database.transaction(async (sql) => {
      await sql.query('update checkpoint set position = position where follower = $1', [
        'letter_v1',
      ]);
      const asked = after!.take('letter_v1');
      await eventually(async () => {
        const [row] = await sql.query<{ waits: boolean }>(
          `select exists (select from pg_locks
                           where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))) as waits`,
        );
        expect(row!.waits).toBe(true);
      });
      await sql.query(
        `insert into parked (follower, place, sequence, key, about, attempts)
         values ('letter_v1', '1', 'ill', 'ill', '{}', 1)`,
      );
      return { asked }; // not awaited here: it waits for this very transaction
    });
    const taken = (await taking.asked)!;
    expect(taken.parked).toEqual(['ill']);
    await before!.release(lease);
    await after!.release(taken);
  });
});
