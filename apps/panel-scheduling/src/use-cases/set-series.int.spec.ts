import { cast, ServicesUnderTest } from '@onestory/testing';
import { panelSchedulingService } from '../panel-scheduling.module.js';
import { setPanel } from '../testing/ashcombe.js';
import { atThePanel, url } from '../testing/at-the-panel.js';

describe('a panel and its sittings', () => {
  let services: ServicesUnderTest;
  let series: string;
  let third: string;
  const { coordinator } = atThePanel(() => services);

  beforeAll(async () => {
    services = await ServicesUnderTest.start([panelSchedulingService], '2026-01-12T09:00:00Z');
  });
  afterAll(() => services.close());

  it("the coordinator sets up the panel; what is not given is the area's policy", async () => {
    series = await setPanel(services);
    const view = await services.as(cast.healthVisitor).get(url(`series/${series}`));
    expect([view.status, view.etag]).toEqual([200, services.etag(`panelSeries-${series}`, 0n)]);
    expect(view.body).toMatchObject({
      cadence: { everyWeeks: 4, weekday: 2 },
      quorum: { fraction: [2, 3], requiredSeats: ['health', 'education'], chairOrVice: true },
      agendaClosesWorkingDays: 3,
      seats: { length: 9 },
    });
    expect((await services.as(cast.teacher).post(url('series'), {})).status).toBe(400);
    const listed = await services.as(cast.teacher).get(url('series'));
    expect(listed.body).toEqual([{ series, name: 'Ashcombe early help panel' }]);
  });

  it('schedules the sitting of 3 March, whose agenda closes on 26 February', async () => {
    const path = url(`series/${series}/sittings`);
    const answer = await coordinator().post(path, { date: '2026-03-03' });
    third = answer.body.id;
    expect([answer.status, answer.headers.get('location')]).toEqual([
      201,
      url(`sittings/${third}`),
    ]);
    const twice = await coordinator().post(path, { date: '2026-03-03' });
    expect(twice.body.id).toBe(third);
    const position = answer.headers.get('onestory-position') ?? '';
    const rows = await services.as(cast.healthVisitor).get(path, { 'onestory-position': position });
    expect(rows.body).toMatchObject([
      { sitting: third, date: '2026-03-03', agendaCloses: '2026-02-26', stage: 'scheduled' },
    ]);
    expect((await services.as(cast.healthVisitor).post(path, { date: '2026-03-03' })).status).toBe(
      403,
    );
  });
});
