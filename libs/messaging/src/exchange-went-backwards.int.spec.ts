import { heard, listen, numbers, tell } from './testing/households.js';
import { eventually } from './testing/listening.js';
import { world } from './testing/world.js';
import type { World } from './testing/world.js';

describe('a consumer of an exchange that was restored to an earlier state', () => {
  let it_: World;

  beforeEach(async () => {
    it_ = await world();
  });
  afterEach(() => it_.close());

  it('stands still and says so, though the exchange has grown beyond its offset again', async () => {
    const first = listen(it_);
    await tell(it_, 'a', 0, 1, 2);
    await eventually(async () => expect(await heard(it_, 'a')).toEqual([0, 1, 2]));
    await first.stop();
    await it_.inExchange(
      `delete from exchange.message; update exchange.partition_head set next_offset = 0`,
    );
    await tell(it_, 'a', ...numbers(9).map((number) => number + 10));

    const again = listen(it_);
    await eventually(async () =>
      expect(await again.lag()).toMatchObject({
        stopped: expect.stringMatching(/Was it restored\?/),
        forGood: true,
        caughtUp: false,
      }),
    );
    expect(await heard(it_, 'a')).toEqual([0, 1, 2]);
    expect(it_.logged.map(({ message }) => message)).toContain('follower stands still');
  });

  it('notices while it runs, without a restart of its own', async () => {
    const consumer = listen(it_);
    await tell(it_, 'a', 0, 1, 2);
    await eventually(async () => expect(await heard(it_, 'a')).toEqual([0, 1, 2]));
    // Restoring a database begins with ending the connections to it.
    await it_.inExchange(
      `delete from exchange.message; update exchange.partition_head set next_offset = 0;
       select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and application_name like 'onestory%'`,
    );
    const { exchange } = await it_.another();
    await tell({ ...it_, exchange }, 'a', ...numbers(9).map((number) => number + 10));
    await eventually(async () =>
      expect(await consumer.lag()).toMatchObject({
        stopped: expect.stringMatching(/Was it restored\?/),
        forGood: true,
      }),
    );
    expect(await heard(it_, 'a')).toEqual([0, 1, 2]);
  });
});
