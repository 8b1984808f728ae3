import { ServicesUnderTest } from '@onestory/testing';
import { services } from './services.js';

type Definition = (typeof services)[number];

/** Classes of which a service has instances, and no other service does. */
const classesOf = ({ routes, projectors = [], listeners = [] }: Definition): readonly Function[] =>
  [...routes, ...projectors, ...listeners].filter((it) => !isShared(it));

const isShared = (it: Function): boolean =>
  services.filter(({ listeners = [] }) => listeners.some((one) => one === it)).length > 1;

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
    const asked = new Set<Function>();
    for (const definition of services)
      for (const token of classesOf(definition)) {
        asked.add(token);
        const find = ({ name }: Definition): unknown =>
          system.service(name).app.get(token as never, { strict: false });
        expect(find(definition)).toBeInstanceOf(token);
        for (const other of services.filter((it) => it !== definition))
          expect(() => find(other)).toThrow(/could not find|does not exist|unknown/i);
      }
    expect(asked.size).toBeGreaterThan(50);
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
