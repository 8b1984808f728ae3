import { cast, ServicesUnderTest } from '@onestory/testing';
import { panelSchedulingService } from '../panel-scheduling.module.js';
import { aFamily, known, setPanel, thePanel } from '../testing/ashcombe.js';
import type { Family } from '../testing/ashcombe.js';

const url = (path: string) => `/panel-scheduling/${path}`;

describe('an item goes to the next sitting whose agenda is open', () => {
  let services: ServicesUnderTest;
  const family = aFamily();

  beforeAll(async () => {
    services = await ServicesUnderTest.start([panelSchedulingService], '2026-01-12T09:00:00Z');
    await services.hear(...known(family));
  });
  afterAll(() => services.close());

  const schedule = async (series: string, date: string, more: object = {}): Promise<string> => {
    const path = url(`series/${series}/sittings`);
    return (await services.as(cast.panelCoordinator).post(path, { date, ...more })).body.id;
  };
  const submit = async (series: string, of: Family = family, more: object = {}) =>
    (
      await services
        .as(cast.healthVisitor)
        .post(url(`episodes/${of.episode}/agenda-items`), { series, ask: 'help', ...more })
    ).body.id;
  const sittingOf = async (item: string) => {
    await services.settle();
    const { body } = await services
      .as(cast.healthVisitor)
      .get<{ sitting?: string }>(url(`agenda-items/${item}`));
    return body.sitting;
  };

  it('on the last day of its agenda, and to the one after on the next day', async () => {
    services.setClock('2026-02-24T09:00:00Z');
    const series = await setPanel(services);
    const thirtyFirst = await schedule(series, '2026-03-31');
    const third = await schedule(series, '2026-03-03');
    services.setClock('2026-02-26T23:30:00Z');
    expect(await sittingOf(await submit(series))).toBe(third);
    services.setClock('2026-02-27T09:00:00Z');
    expect(await sittingOf(await submit(series))).toBe(thirtyFirst);
  });

  it('by when it reached us: an earlier date does not open a closed agenda', async () => {
    const series = await setPanel(services);
    services.setClock('2026-02-27T10:00:00Z');
    const third = await schedule(series, '2026-03-03');
    const item = await submit(series, family, { occurredOn: '2026-02-25' });
    expect(await sittingOf(item)).toBeUndefined();
    const thirtyFirst = await schedule(series, '2026-03-31');
    expect([third, thirtyFirst]).toContain(await sittingOf(item));
    expect(await sittingOf(item)).toBe(thirtyFirst);
  });

  it('waits while no sitting is scheduled, and all that wait are listed once one is', async () => {
    const series = await setPanel(services);
    const items = [await submit(series), await submit(series)];
    for (const item of items) expect(await sittingOf(item)).toBeUndefined();
    const sitting = await schedule(series, '2026-03-31');
    for (const item of items) expect(await sittingOf(item)).toBe(sitting);
    await schedule(series, '2026-03-24', { offCadence: 'urgent_items' });
    for (const item of items) expect(await sittingOf(item)).toBe(sitting);
  });

  it('whichever of the two is recorded first, and once', async () => {
    const series = await setPanel(services);
    const [first, sitting, second] = await Promise.all([
      submit(series),
      schedule(series, '2026-03-31'),
      submit(series),
    ]);
    expect(await sittingOf(first)).toBe(sitting);
    expect(await sittingOf(second)).toBe(sitting);
    const listed = (await services.said('panel-scheduling'))
      .filter(({ type }) => type === 'panel-scheduling.item-listed.v1')
      .map(({ data }) => (data as { item: string }).item);
    expect(listed.filter((item) => item === first || item === second)).toHaveLength(2);
  });

  it('schedules the next sitting of the cadence whose agenda is open, where no date is given', async () => {
    const coordinator = services.as(cast.panelCoordinator);
    const path = url('series');
    const series = (await coordinator.post(path, { ...thePanel(services), name: 'Another panel' }))
      .body.id;
    const sitting = (await coordinator.post(url(`series/${series}/sittings`))).body.id;
    const { body } = await coordinator.get(url(`sittings/${sitting}`));
    expect(body).toMatchObject({ date: '2026-03-31', agendaCloses: '2026-03-26' });
  });
});
