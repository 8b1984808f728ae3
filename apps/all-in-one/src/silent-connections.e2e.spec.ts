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

describe('when established connections to the database carry nothing any more', () => {
  let system: ServicesUnderTest;
  let proxy: Proxy;

  beforeAll(async () => {
    system = await ServicesUnderTest.start([childIndexService, assessmentService], undefined, {
      through: async (url) => {
        proxy = await proxyFor(url);
        return proxy.url + QUICK;
      },
    });
    await register('before');
    await system.settle();
    proxy.silence();
  });
  afterAll(() => proxy.close());

  const register = (key: string) =>
    system.as(cast.indexClerk).post('/child-index/children', child, { 'idempotency-key': key });

  const ready = async (): Promise<{ readonly status: number; readonly ms: number }> => {
    const asked = performance.now();
    const { status } = await fetch(`${system.url}/health/ready`);
    return { status, ms: performance.now() - asked };
  };

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
    expect(told.filter(({ type }) => /registered/i.test(type))).toHaveLength(2);
  });

  it('the process stops though no database answers', async () => {
    proxy.silenceAll();
    const asked = performance.now();
    await system.close();
    expect(performance.now() - asked).toBeLessThan(20_000);
  });
});
