import { assessmentService } from '@onestory/assessment';
import { childIndexService } from '@onestory/child-index';
import { cast, proxyFor, ServicesUnderTest } from '@onestory/testing';
import type { Proxy } from '@onestory/testing';

interface Lag {
  readonly runners: readonly { readonly name: string; readonly caughtUp: boolean }[];
}

/** Limits of this database, so that the spec need not wait for those of every day. */
const QUICK = '?query_timeout=1500&statement_timeout=1000';

const child = {
  name: { given: 'Still', family: 'Zzsilent' },
  dateOfBirth: '2016-09-03',
  gender: 'female',
  noNhsNumberReason: 'not_known_yet',
  carers: [],
};

const changeDatabase = (change: string): string =>
  `do $$ begin execute format('alter database %I ${change}', current_database()); end $$`;

const END_OTHER_SESSIONS = `select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`;

const FILL_DISK = `
  create function event_store.full() returns trigger language plpgsql as
    $$ begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$;
  create trigger full_disk before insert on event_store.event execute function event_store.full()`;
const EMPTY_DISK = 'drop function event_store.full cascade';

describe('when the database cannot do its work', () => {
  let system: ServicesUnderTest;
  let proxy: Proxy;
  let stopped = false;

  beforeAll(async () => {
    system = await ServicesUnderTest.start([childIndexService, assessmentService], undefined, {
      through: async (url) => {
        proxy = await proxyFor(url);
        return proxy.url + QUICK;
      },
    });
    await register('before');
    await system.settle();
  });
  afterAll(async () => {
    if (!stopped) await system.close();
    await proxy.close();
  });

  const register = (key: string) =>
    system.as(cast.indexClerk).post('/child-index/children', child, { 'idempotency-key': key });

  const ready = async (): Promise<{ readonly status: number; readonly ms: number }> => {
    const asked = performance.now();
    const { status } = await fetch(`${system.url}/health/ready`);
    return { status, ms: performance.now() - asked };
  };

  describe.each([
    {
      why: 'its disk is full',
      key: 'full-disk',
      begin: [FILL_DISK],
      end: [EMPTY_DISK],
    },
    {
      why: 'it is read-only',
      key: 'read-only',
      begin: [changeDatabase('set default_transaction_read_only = on'), END_OTHER_SESSIONS],
      end: [
        `begin read write; ${changeDatabase('reset default_transaction_read_only')}; commit`,
        END_OTHER_SESSIONS,
      ],
    },
  ])('because $why', ({ key, begin, end }) => {
    it('a command is 503 with Retry-After, and done when it is repeated', async () => {
      for (const step of begin) await system.inDatabase(step);
      const refused = await register(key);
      expect(refused).toMatchObject({ status: 503, body: { code: 'engine-down' } });
      expect(refused.headers.get('retry-after')).toBe('1');
      for (const step of end) await system.inDatabase(step);
      let status = 503;
      while (status === 503) ({ status } = await register(key));
      expect(status).toBe(201);
    });
  });

  describe('because established connections carry nothing any more', () => {
    beforeAll(() => proxy.silence());

    it('readiness says so, and is not silent itself', async () => {
      const { status, ms } = await ready();
      expect(status).toBe(503);
      expect(ms).toBeLessThan(2_000);
    });

    it('a command is told to come again, and is done once', async () => {
      const statuses: number[] = [];
      do {
        const { status, headers } = await register('during');
        statuses.push(status);
        if (status === 503) expect(headers.get('retry-after')).toBe('1');
      } while (statuses.at(-1) === 503);
      expect(statuses.at(-1)).toBe(201);
      const { body } = await register('during');
      expect((await register('during')).body).toEqual(body);
    });

    it('projections, publisher and consumers go on by themselves', async () => {
      await system.settle();
      for (const service of ['child-index', 'assessment']) {
        const { body } = await system.as(cast.operator).get<Lag>(`/${service}/operations/lag`);
        expect(body.runners.length).toBeGreaterThan(2);
        expect(body.runners.filter(({ caughtUp }) => !caughtUp)).toEqual([]);
      }
      expect((await ready()).status).toBe(200);
      const told = await system.said('child-index');
      expect(told.filter(({ type }) => /registered/i.test(type))).toHaveLength(4);
    });

    it('the process stops though no database answers', async () => {
      proxy.silenceAll();
      const asked = performance.now();
      stopped = true;
      await system.close();
      expect(performance.now() - asked).toBeLessThan(20_000);
    });
  });
});
