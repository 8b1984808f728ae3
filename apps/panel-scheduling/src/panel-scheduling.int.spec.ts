import { agencies, cast, ServicesUnderTest } from '@onestory/testing';
import { panelSchedulingService } from './panel-scheduling.module.js';
import { aFamily, known, memberOf, onTenth, onThird, setPanel } from './testing/ashcombe.js';
import { atThePanel, QUORATE, url } from './testing/at-the-panel.js';

/** One family before the panel of Ashcombe: inquorate on 3 March 2026, decided on 10 March. */
describe("a family's matter before a panel", () => {
  let services: ServicesUnderTest;
  let series: string;
  let third: string;
  let tenth: string;
  let item: string;
  const family = aFamily();

  const { coordinator, attendance, etagOf, told, decisionsAt } = atThePanel(() => services);

  beforeAll(async () => {
    services = await ServicesUnderTest.start([panelSchedulingService], '2026-01-12T09:00:00Z');
    await services.hear(...known(family));
    series = await setPanel(services);
    const sitting = { date: '2026-03-03' };
    third = (await coordinator().post(url(`series/${series}/sittings`), sitting)).body.id;
  });
  afterAll(() => services.close());

  it('the lead puts the matter to the panel on 25 February, and it is listed', async () => {
    services.setClock('2026-02-25T10:00:00Z');
    const answer = await services
      .as(cast.healthVisitor)
      .post(url(`episodes/${family.episode}/agenda-items`), {
        series,
        ask: 'A family support worker zzAskToken',
      });
    item = answer.body.id;
    expect([answer.status, answer.headers.get('location')]).toEqual([
      201,
      url(`agenda-items/${item}`),
    ]);
    await services.settle();
    const view = await services.as(cast.healthVisitor).get(url(`agenda-items/${item}`));
    expect(view.body).toMatchObject({
      stage: 'submitted',
      ask: 'A family support worker zzAskToken',
      children: [family.child, family.elder].toSorted(),
      lead: cast.healthVisitor,
      presenter: cast.healthVisitor,
      assessment: family.assessment,
      version: 1,
      recipients: { length: 9 },
      sitting: third,
    });
    expect(await told('agenda-item-submitted')).toMatchObject([
      { episode: family.episode, partitionkey: family.episode, data: { item, series } },
    ]);
  });

  it('what a sitting says is about no family: its key is the sitting, and it names the item', async () => {
    const [listed] = await told('item-listed');
    expect(listed).toMatchObject({
      partitionkey: `sitting-${third}`,
      children: [],
      time: '2026-02-25T10:00:00.000Z',
      onbehalfof: cast.healthVisitor,
      data: { item, sitting: third, episode: family.episode },
    });
    expect(listed?.episode).toBeUndefined();
  });

  it('members see it whose agency has a basis to; others find nothing there', async () => {
    const status = async (who: string) =>
      (await services.as(who).get(url(`agenda-items/${item}`))).status;
    const housing = memberOf(services, 'housing');
    const seen = [cast.panelChair, cast.panelVice, housing, cast.panelCoordinator, cast.teacher];
    for (const who of seen) expect(await status(who)).toBe(200);
    expect(await status(cast.midwife)).toBe(404);
    expect(await status(cast.generalPractitioner)).toBe(404);
    expect(await status(cast.analyst)).toBe(403);
  });

  it('on 3 March five of nine are there and no health seat: views, and no decision', async () => {
    services.setClock('2026-03-03T14:00:00Z');
    await attendance(third, onThird);
    services.setClock('2026-03-03T14:30:00Z');
    const refused = await services
      .as(cast.panelChair)
      .post(
        url(`agenda-items/${item}/decisions`),
        { ...decisionsAt(tenth), sitting: third },
        { 'if-match': services.etag(`agendaItem-${item}`, 0n) },
      );
    expect([refused.status, refused.body]).toMatchObject([409, { code: 'not-quorate' }]);
    const path = url(`sittings/${third}/inquoracy`);
    const said = { views: [{ item, view: 'All five in favour zzViewToken' }] };
    expect((await coordinator().post(path, said)).status).toBe(428);
    expect(
      (await coordinator().post(path, said, { 'if-match': services.etag(`sitting-${third}`, 0n) }))
        .status,
    ).toBe(412);
    const etag = await etagOf(`sittings/${third}`);
    const answer = await coordinator().post(path, said, { 'if-match': etag });
    expect(answer.status).toBe(200);
    const [inquorate] = await told('sitting-inquorate');
    expect(inquorate).toMatchObject({
      partitionkey: `sitting-${third}`,
      data: {
        sitting: third,
        date: '2026-03-03',
        present: 5,
        needed: 6,
        conflicted: 0,
        voting: 5,
        missingSeats: ['health'],
        items: [item],
      },
    });
    const view = await services.as(cast.healthVisitor).get(url(`agenda-items/${item}`));
    expect(view.body).toMatchObject({
      views: [{ date: '2026-03-03', view: 'All five in favour zzViewToken' }],
    });
  });

  it('is reconvened on 10 March with the same item, which is carried over', async () => {
    const path = url(`sittings/${third}/reconvening`);
    const late = { date: '2026-04-07' };
    const etag = await etagOf(`sittings/${third}`);
    expect((await coordinator().post(path, late, { 'if-match': etag })).status).toBe(422);
    const answer = await coordinator().post(path, { date: '2026-03-10' }, { 'if-match': etag });
    expect(answer.status).toBe(200);
    const [reconvened] = await told('sitting-reconvened');
    expect(reconvened?.data).toMatchObject({ date: '2026-03-10', items: [item] });
    const [first, second] = await told('sitting-scheduled');
    tenth = String((second?.data as { sitting?: string } | undefined)?.sitting);
    expect(first?.data).not.toHaveProperty('reconvenes');
    expect(second?.data).toMatchObject({ date: '2026-03-10', reconvenes: third });
    expect(await told('item-carried-over')).toMatchObject([
      { partitionkey: family.episode, data: { item, from: third, to: tenth } },
    ]);
    expect((await told('item-listed')).map(({ data }) => data)).toMatchObject([
      { sitting: third },
      { sitting: tenth },
    ]);
    const view = await services.as(cast.panelChair).get(url(`agenda-items/${item}`));
    expect(view.body).toMatchObject({ carriedOver: 1, sitting: tenth });
  });

  it('on 10 March housing declares an interest, and sees no more of it', async () => {
    services.setClock('2026-03-10T14:00:00Z');
    await attendance(tenth, onTenth);
    const housing = memberOf(services, 'housing');
    const path = url(`sittings/${tenth}/conflicts`);
    const declared = { item, seat: 'housing', interest: 'A neighbour zzInterestToken' };
    const other = await services.as(memberOf(services, 'police')).post(path, declared);
    expect([other.status, other.body]).toMatchObject([422, { code: 'not-your-seat' }]);
    expect((await services.as(housing).post(path, declared)).status).toBe(200);
    expect((await services.as(housing).get(url(`agenda-items/${item}`))).status).toBe(404);
    expect((await services.as(housing).get(url(`sittings/${tenth}`))).status).toBe(200);
    const view = await services.as(cast.panelChair).get(url(`sittings/${tenth}`));
    expect(view.body).toMatchObject({
      quorum: { present: 7, conflicted: 0 },
      items: [
        {
          item,
          conflictedSeats: ['housing'],
          quorum: { present: 7, needed: 6, conflicted: 1, voting: 6, quorate: true },
        },
      ],
    });
  });

  it('the chair decides: a package and a key worker, with who was there and who voted', async () => {
    const path = url(`agenda-items/${item}/decisions`);
    const etag = await etagOf(`agenda-items/${item}`, cast.panelChair);
    const as = (who: string, more: object = {}, headers: Record<string, string> = {}) =>
      services
        .as(who)
        .post(path, { ...decisionsAt(tenth), ...more }, { 'if-match': etag, ...headers });
    expect((await as(cast.panelVice)).status).toBe(404);
    expect((await as(cast.panelCoordinator)).status).toBe(403);
    expect(
      (await as(cast.panelChair, {}, { 'if-match': services.etag(`agendaItem-${item}`, 0n) }))
        .status,
    ).toBe(412);
    const elsewhere = await as(cast.panelChair, { sitting: third });
    expect([elsewhere.status, elsewhere.body]).toMatchObject([409, { code: 'not-on-this-agenda' }]);
    const unknown = await as(cast.panelChair, { decisions: [{ kind: 'promise' }] });
    expect(unknown.status).toBe(400);

    const key = { 'idempotency-key': 'decided-on-10-march' };
    const answer = await as(cast.panelChair, {}, key);
    expect([answer.status, answer.etag]).toEqual([200, services.etag(`agendaItem-${item}`, 3n)]);
    const again = await as(cast.panelChair, {}, key);
    expect([again.status, again.body]).toEqual([200, answer.body]);

    expect(await told('package-approved')).toMatchObject([
      { partitionkey: family.episode, data: { item, sitting: tenth, ...QUORATE } },
    ]);
    const charity = { worker: cast.familySupportWorker, workerAgency: agencies.charity };
    expect((await told('key-worker-allocated'))[0]?.data).toMatchObject({
      ...charity,
      weeks: 10,
      ...QUORATE,
    });
    const view = await services.as(cast.healthVisitor).get(url(`agenda-items/${item}`));
    expect(view.body).toMatchObject({
      stage: 'decided',
      waitedWorkingDays: 9,
      counts: { voting: 6 },
      package: { funding: [{ source: 'pooled_fund', percent: 60 }] },
      keyWorker: { worker: cast.familySupportWorker, weeks: 10 },
    });
  });

  it('is shown as it was, and as it was known', async () => {
    const at = async (path: string) => (await services.as(cast.panelChair).get(url(path))).body;
    expect(await at(`agenda-items/${item}?asAt=2026-03-02`)).toMatchObject({
      stage: 'submitted',
      carriedOver: 0,
      sitting: third,
      views: [],
      waitedWorkingDays: 3,
    });
    expect(await at(`agenda-items/${item}?asKnown=2026-03-09`)).toMatchObject({
      stage: 'submitted',
      carriedOver: 1,
    });
    expect(await at(`sittings/${third}?asAt=2026-03-02`)).toMatchObject({
      stage: 'scheduled',
      quorum: { present: 0 },
    });
  });

  it('stands in the list of what was asked for the family, for those who help it', async () => {
    const path = url(`episodes/${family.episode}/agenda-items`);
    await services.settle();
    expect((await services.as(cast.teacher).get(path)).body).toEqual([
      { item, series, submittedOn: '2026-02-25', decided: true, sitting: tenth },
    ]);
    expect((await services.as(cast.midwife).get(path)).status).toBe(404);
  });

  it('others hear ids, codes and dates; nothing of it is in the log', async () => {
    const everything = JSON.stringify(await services.said('panel-scheduling'));
    const log = await services.readLog();
    for (const token of ['zzAskToken', 'zzViewToken', 'zzInterestToken', 'zzPackageToken']) {
      expect(everything).not.toContain(token);
      expect(log).not.toContain(token);
    }
  });
});
