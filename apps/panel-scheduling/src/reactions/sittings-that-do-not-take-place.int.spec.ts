import { cast, ServicesUnderTest } from '@onestory/testing';
import { panelSchedulingService } from '../panel-scheduling.module.js';
import { aFamily, known, memberOf, onTenth, setPanel } from '../testing/ashcombe.js';

const url = (path: string) => `/panel-scheduling/${path}`;
interface Shown {
  readonly sitting?: string;
  readonly carriedOver: number;
  readonly stage: string;
}

/** No family waits for a sitting that does not take place, or for a decision that nobody can make. */
describe('an item that cannot be decided where it is', () => {
  let services: ServicesUnderTest;
  let series: string;
  let third: string;
  let thirtyFirst: string;
  const family = aFamily();

  beforeAll(async () => {
    services = await ServicesUnderTest.start([panelSchedulingService], '2026-02-25T09:00:00Z');
    await services.hear(...known(family));
  });
  afterAll(() => services.close());

  const coordinator = () => services.as(cast.panelCoordinator);
  const post = (path: string, body: object, who: string = cast.panelCoordinator) =>
    services.as(who).post<{ id: string; code: string }>(url(path), body);
  const schedule = async (date: string) =>
    (await post(`series/${series}/sittings`, { date })).body.id;
  const submit = async () =>
    (
      await post(
        `episodes/${family.episode}/agenda-items`,
        { series, ask: 'help' },
        cast.healthVisitor,
      )
    ).body.id;
  const shown = async (item: string) => {
    await services.settle();
    return (await services.as(cast.healthVisitor).get<Shown>(url(`agenda-items/${item}`))).body;
  };

  beforeEach(async () => {
    services.setClock('2026-02-25T09:00:00Z');
    series = await setPanel(services);
    third = await schedule('2026-03-03');
    thirtyFirst = await schedule('2026-03-31');
  });

  it('goes with its sitting when that is moved', async () => {
    const item = await submit();
    expect((await shown(item)).sitting).toBe(third);
    const off = { reason: 'venue_unavailable' };
    expect((await post(`sittings/${third}/move`, { ...off, date: '2026-12-25' })).body.code).toBe(
      'not-a-working-day',
    );
    const at = { ...off, date: '2026-03-10' };
    expect((await post(`sittings/${third}/move`, at)).status).toBe(200);
    const { sitting, carriedOver } = await shown(item);
    expect([sitting === third, carriedOver]).toEqual([false, 1]);
    const there = await coordinator().get<object>(url(`sittings/${sitting}`));
    expect(there.body).toMatchObject({ date: '2026-03-10', movedFrom: third, items: [{ item }] });
    expect((await coordinator().get<object>(url(`sittings/${third}`))).body).toMatchObject({
      ...{ stage: 'moved', newSitting: sitting },
    });
  });

  it('waits for the next sitting when its own is cancelled', async () => {
    const item = await submit();
    await services.settle();
    const cancelled = await post(`sittings/${third}/cancellation`, { reason: 'emergency' });
    expect(cancelled.status).toBe(200);
    expect(await shown(item)).toMatchObject({ sitting: thirtyFirst, carriedOver: 1 });
    const said = (await services.said('panel-scheduling')).filter(
      ({ type, episode }) =>
        type === 'panel-scheduling.item-deferred.v1' && episode === family.episode,
    );
    expect(said.at(-1)?.data).toMatchObject({ item, sitting: third, reason: 'sitting_cancelled' });
  });

  it('is deferred by a member who is there when chair and vice have an interest; the others are decided', async () => {
    const [stuck, other] = [await submit(), await submit()];
    await services.settle();
    services.setClock('2026-03-03T14:00:00Z');
    for (const seat of onTenth)
      await post(`sittings/${third}/attendances`, { seat, member: memberOf(services, seat) });
    for (const seat of ['early_help', 'education'])
      await post(`sittings/${third}/conflicts`, {
        item: stuck,
        seat,
        interest: 'A cousin of theirs',
      });
    services.setClock('2026-03-03T14:10:00Z');
    const police = memberOf(services, 'police');
    const why = { sitting: third, reason: 'not_quorate' };
    expect((await post(`agenda-items/${other}/deferral`, why, police)).body.code).toBe(
      'item-is-quorate',
    );
    const absent = memberOf(services, 'youth');
    expect((await post(`agenda-items/${stuck}/deferral`, why, absent)).body.code).toBe(
      'not-recorded-as-present',
    );
    expect((await post(`agenda-items/${stuck}/deferral`, why, police)).status).toBe(200);
    expect(await shown(stuck)).toMatchObject({ sitting: thirtyFirst, carriedOver: 1 });
    const path = url(`agenda-items/${other}`);
    const chair = services.as(cast.panelChair);
    const decided = await chair.post(
      `${path}/decisions`,
      { sitting: third, decisions: [{ kind: 'package', funding: [] }] },
      { 'if-match': (await chair.get(path)).etag ?? '' },
    );
    expect(decided.status).toBe(200);
    expect(await shown(other)).toMatchObject({ stage: 'decided', sitting: third });
  });

  it('tells a chair who is not recorded as present so', async () => {
    const item = await submit();
    await services.settle();
    services.setClock('2026-03-03T14:00:00Z');
    for (const seat of onTenth.filter((one) => one !== 'early_help'))
      await post(`sittings/${third}/attendances`, { seat, member: memberOf(services, seat) });
    const chair = services.as(cast.panelChair);
    const path = url(`agenda-items/${item}`);
    const answer = await chair.post<{ code: string }>(
      `${path}/decisions`,
      { sitting: third, decisions: [{ kind: 'package', funding: [] }] },
      { 'if-match': (await chair.get(path)).etag ?? '' },
    );
    expect([answer.status, answer.body.code]).toEqual([409, 'not-recorded-as-present']);
  });
});
