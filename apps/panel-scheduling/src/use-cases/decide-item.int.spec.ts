import { agencies, cast, ServicesUnderTest } from '@onestory/testing';
import { panelSchedulingService } from '../panel-scheduling.module.js';
import { aFamily, known, memberOf, onTenth, setPanel } from '../testing/ashcombe.js';

const url = (path: string) => `/panel-scheduling/${path}`;

/** Who decides, and when: people come late, leave early and know each other. */
describe('a panel decides on its items', () => {
  let services: ServicesUnderTest;
  let series: string;
  let sitting: string;
  const items: string[] = [];

  const coordinator = () => services.as(cast.panelCoordinator);
  const record = (act: string, body: object, headers: Record<string, string> = {}) =>
    coordinator().post(url(`sittings/${sitting}/${act}`), body, headers);
  const decide = async (item: string, who: string, more: object = {}) => {
    const path = url(`agenda-items/${item}`);
    const etag = (await services.as(cast.healthVisitor).get(path)).etag ?? '';
    const decisions = [{ kind: 'package', funding: [{ source: 'pooled_fund', percent: 60 }] }];
    return services
      .as(who)
      .post(`${path}/decisions`, { sitting, decisions, ...more }, { 'if-match': etag });
  };

  beforeAll(async () => {
    services = await ServicesUnderTest.start([panelSchedulingService], '2026-02-25T09:00:00Z');
    series = await setPanel(services);
    const at = { date: '2026-03-03' };
    sitting = (await coordinator().post(url(`series/${series}/sittings`), at)).body.id;
    for (const family of [aFamily(), aFamily(), aFamily()]) {
      await services.hear(...known(family));
      const path = url(`episodes/${family.episode}/agenda-items`);
      const body = { series, ask: 'Help at home' };
      items.push((await services.as(cast.healthVisitor).post(path, body)).body.id);
    }
    await services.settle();
    services.setClock('2026-03-03T14:00:00Z');
    for (const seat of onTenth)
      await record('attendances', { seat, member: memberOf(services, seat) });
  });
  afterAll(() => services.close());

  it('by its vice chair where the chair has an interest, and the chair sees nothing of it', async () => {
    const [item = ''] = items;
    expect((await decide(item, cast.panelVice)).status).toBe(404);
    await record('conflicts', { item, seat: 'early_help', interest: 'A cousin' });
    services.setClock('2026-03-03T14:20:00Z');
    expect((await decide(item, cast.panelChair)).status).toBe(404);
    expect((await decide(item, cast.panelVice)).status).toBe(200);
    const view = await services.as(cast.panelVice).get(url(`agenda-items/${item}`));
    expect(view.body).toMatchObject({ counts: { present: 7, conflicted: 1, voting: 6 } });
    expect(await decide(item, cast.panelVice)).toMatchObject({
      status: 409,
      body: { code: 'item-is-decided' },
    });
  });

  it('on whom the register knows, in whole shares: else a rule of the field is broken', async () => {
    const [, item = ''] = items;
    const keyWorker = { kind: 'key_worker', worker: cast.teacher, weeks: 10 };
    const elsewhere = { decisions: [{ ...keyWorker, agency: agencies.charity }] };
    expect(await decide(item, cast.panelChair, elsewhere)).toMatchObject({
      status: 422,
      body: { code: 'works-elsewhere' },
    });
    const funding = [
      { source: 'pooled_fund', percent: 60 },
      { source: 'charity', percent: 60 },
    ];
    expect(
      await decide(item, cast.panelChair, { decisions: [{ kind: 'package', funding }] }),
    ).toMatchObject({ status: 422, body: { code: 'not-a-share' } });
    const mixed = { decisions: [{ ...keyWorker, agency: agencies.school, funding }] };
    expect((await decide(item, cast.panelChair, mixed)).status).toBe(400);
  });

  it('no more once a member has left and the quorum with them; what was decided stands', async () => {
    const [first = '', second = '', third = ''] = items;
    services.setClock('2026-03-03T15:00:00Z');
    expect((await record('departures', { seat: 'health' })).status).toBe(200);
    expect(await decide(second, cast.panelChair)).toMatchObject({
      status: 409,
      body: { code: 'not-quorate' },
    });
    const view = await coordinator().get(url(`sittings/${sitting}`));
    const ended = await record('inquoracy', {}, { 'if-match': view.etag ?? '' });
    expect(ended.status).toBe(200);
    const after = await coordinator().get<{ undecided: string[] }>(url(`sittings/${sitting}`));
    expect(after.body.undecided.toSorted()).toEqual([second, third].toSorted());
    expect(after.body.undecided).not.toContain(first);
  });

  it('at a moment in the meeting, also where it is recorded the day after', async () => {
    const at = { date: '2026-03-31' };
    sitting = (await coordinator().post(url(`series/${series}/sittings`), at)).body.id;
    const family = aFamily();
    await services.hear(...known(family));
    const path = url(`episodes/${family.episode}/agenda-items`);
    const asked = { series, ask: 'Help at home' };
    const item = (await services.as(cast.healthVisitor).post(path, asked)).body.id;
    await services.settle();
    services.setClock('2026-04-01T09:00:00Z');
    for (const seat of onTenth)
      await record('attendances', {
        seat,
        member: memberOf(services, seat),
        occurredAt: '2026-03-31T13:00:00Z',
      });
    await record('departures', { seat: 'early_help', occurredAt: '2026-03-31T14:00:00Z' });
    const late = { occurredAt: '2026-03-31T14:30:00Z' };
    const toldSo = { status: 409, body: { code: 'not-recorded-as-present' } };
    expect(await decide(item, cast.panelChair, late)).toMatchObject(toldSo);
    expect(await decide(item, cast.panelChair)).toMatchObject(toldSo);
    const inTime = { occurredAt: '2026-03-31T13:30:00Z' };
    expect((await decide(item, cast.panelChair, inTime)).status).toBe(200);
  });

  it('at sittings that are listed by date, in pages', async () => {
    const path = url(`series/${series}/sittings?limit=1`);
    const first = await coordinator().get(path);
    expect(first.body).toMatchObject([{ date: '2026-03-03', stage: 'inquorate' }]);
    const [, next = ''] = /^<(.+)>; rel="next"$/.exec(first.headers.get('link') ?? '') ?? [];
    const second = await coordinator().get(next);
    expect(second.body).toMatchObject([{ date: '2026-03-31', stage: 'scheduled' }]);
    expect(second.headers.get('link')).toBeNull();
  });

  it('behind closed doors: another area finds no panel, no sitting and no item', async () => {
    const practitioner = services.as('bd40eb4c-cd82-4527-adc4-735e4cb4465a');
    const paths = [`series/${series}`, `sittings/${sitting}`, `agenda-items/${items[0]}`];
    for (const path of paths) expect((await practitioner.get(url(path))).status).toBe(404);
    expect((await practitioner.get(url('series'))).body).toEqual([]);
  });

  it('is described to developers, both kinds of decision', async () => {
    const response = await fetch(services.url + url('openapi.json'));
    const { components } = (await response.json()) as {
      components: { schemas: Record<string, unknown> };
    };
    expect(components.schemas).toMatchObject({
      DecideItemRequest: {
        properties: {
          decisions: {
            type: 'array',
            items: {
              oneOf: [
                { $ref: '#/components/schemas/PackageRequest' },
                { $ref: '#/components/schemas/KeyWorkerRequest' },
              ],
            },
          },
        },
      },
      KeyWorkerRequest: { properties: { weeks: { maximum: 520 } } },
    });
  });
});
