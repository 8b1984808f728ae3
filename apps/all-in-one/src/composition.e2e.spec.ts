import type { INestApplication } from '@nestjs/common';
import { ServicesUnderTest } from '@onestory/testing';
import { services } from './services.js';

interface Container {
  getModules(): Map<
    string,
    { name: string; providers: Map<unknown, { metatype: unknown; isNotMetatype: boolean }> }
  >;
}

/** Classes that a container can make, of the service's own modules. */
const providersOf = (app: INestApplication): ReadonlyMap<string, Function> => {
  const { container } = app as unknown as { container: Container };
  const own = [...container.getModules().values()].filter(({ name }) =>
    /(?<!Cqrs|Internal\w*)Module$/.test(name),
  );
  return new Map(
    own
      .flatMap(({ providers }) => [...providers.keys()])
      .filter((token): token is Function => typeof token === 'function')
      .map((token) => [token.name, token]),
  );
};

describe('seven services in one process', () => {
  let system: ServicesUnderTest;

  beforeAll(async () => {
    system = await ServicesUnderTest.start(services);
  });
  afterAll(() => system.close());

  it('are each ready', async () => {
    const response = await fetch(`${system.url}/health/ready`);
    expect(response.status).toBe(200);
    const { services: parts } = (await response.json()) as { services: object };
    expect(Object.keys(parts)).toEqual(services.map(({ name }) => name));
  });

  it('have containers of their own: none can make what belongs to another', () => {
    const apps = services.map(({ name }) => ({ name, app: system.service(name).app }));
    const asked: string[] = [];
    for (const { name, app } of apps)
      for (const other of apps.filter((it) => it.name !== name))
        for (const [provider, token] of providersOf(other.app)) {
          if (!/Handler$|Resource$|Projector$|Listener$/.test(provider)) continue;
          asked.push(provider);
          expect(() => app.get(token as never, { strict: false })).toThrow(
            /could not find|does not exist|unknown/i,
          );
        }
    expect(asked.length).toBeGreaterThan(50);
  });

  it('each write and follow their own streams only', async () => {
    const { store } = system.service('referral').runtime;
    const event = {
      id: crypto.randomUUID(),
      type: 'X',
      data: '{}',
      metadata: '{}',
    };
    await expect(store.append('concern-x', 'none', [event])).rejects.toThrow(/no stream/);
  });

  it('share at most 24 connections', async () => {
    const rows = await system.inDatabase<{ count: string }>(
      'select count(*) as count from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    expect(Number(rows[0]!.count)).toBeLessThanOrEqual(24);
  });

  it('answer what is nowhere with the one answer for what is not there', async () => {
    const nowhere = await fetch(`${system.url}/referral/nowhere`);
    const outside = await fetch(`${system.url}/nowhere`);
    expect([nowhere.status, outside.status]).toEqual([404, 404]);
    expect(await nowhere.text()).toBe(await outside.text());
  });
});
