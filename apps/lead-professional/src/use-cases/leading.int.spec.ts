import { ConsentGivenV1, KeyWorkerAllocatedV1 } from '@onestory/contracts';
import { newId } from '@onestory/kernel';
import { agencies, cast, message, ServicesUnderTest } from '@onestory/testing';
import { leadProfessionalService } from '../lead-professional.module.js';
import { beingAssessed, household, meeting, TOKEN, withNominee } from '../testing/household.js';
import type { Household } from '../testing/household.js';

interface Episode {
  readonly children: readonly string[];
  readonly lead: { readonly lead: string; readonly interim: boolean; readonly since: object };
  readonly leads: readonly object[];
  readonly team: readonly object[];
}

describe('who leads', () => {
  let services: ServicesUnderTest;
  const trust = agencies.healthTrust;
  const nominee = { nominee: cast.healthVisitor };
  const episodeOf = async ({ path }: Household, persona: string = cast.teacher) =>
    (await services.as(persona).get<Episode>(path)).body;
  const assessing = () => beingAssessed(services);
  const nominated = () => withNominee(services);

  beforeAll(async () => {
    services = await ServicesUnderTest.start([leadProfessionalService], '2026-02-24T14:00:00Z');
  });
  afterAll(() => services.close());

  it('is, from the checklist on, whoever completed it, at the moment when they did', async () => {
    const family = household();
    const { path, concern, checklist, started, younger, children } = family;
    await services.hear(concern);
    expect((await services.as(cast.teacher).get(path)).status).toBe(404);

    await services.hear(checklist());
    expect(await episodeOf(family)).toMatchObject({
      stage: 'assessing',
      lead: {
        lead: cast.teacher,
        agency: agencies.school,
        interim: true,
        since: { occurredAt: '2026-01-14T10:00:00.000Z' },
      },
      children: [],
    });

    await services.hear(started);
    expect(await episodeOf(family)).toMatchObject({ children });
    const said = (await services.said('lead-professional')).filter(
      ({ episode }) => episode === family.episode,
    );
    expect(said).toMatchObject([
      {
        type: 'lead-professional.interim-lead-assigned.v1',
        onbehalfof: cast.teacher,
        children: [younger],
      },
      {
        type: 'lead-professional.children-joined.v1',
        time: '2026-01-19T10:00:00.000Z',
        data: { children },
      },
    ]);
  });

  it('is nobody where no assessment is offered, and stays whoever leads already', async () => {
    const { path, concern, checklist } = household();
    await services.hear(concern, checklist('no_further_action'));
    expect((await services.as(cast.teacher).get(path)).status).toBe(404);
    await services.hear(checklist());
    await services.hear(checklist('common_assessment', cast.headTeacher));
    const { body } = await services.as(cast.headTeacher).get<Episode>(path);
    expect(body).toMatchObject({ lead: { lead: cast.teacher }, leads: { length: 1 } });
  });

  it('is handed over when family, agency and nominee have agreed, and somebody leads throughout', async () => {
    const family = await assessing();
    const { path, mother, children } = family;
    const [teacher, visitor, manager] = [cast.teacher, cast.healthVisitor, cast.healthManager].map(
      (persona) => services.as(persona),
    );
    expect((await manager!.get(`${path}/nomination`)).status).toBe(404);
    const met = await teacher!.post(`${path}/meetings`, meeting(family));
    expect([met.status, met.headers.get('location')]).toEqual([201, path]);
    await teacher!.post(`${path}/nominations`, { ...nominee, agency: trust });
    await teacher!.post(`${path}/nomination/family-agreement`, { ...nominee, person: mother });

    const asked = await manager!.get(`${path}/nomination`);
    expect(asked.body).toMatchObject({
      nominee: cast.healthVisitor,
      agency: trust,
      agreed: ['family'],
      outstanding: ['agency', 'nominee'],
    });
    for (const child of children) expect(JSON.stringify(asked.body)).not.toContain(child);
    expect((await manager!.get(path)).status).toBe(403);
    await manager!.post(`${path}/nomination/agency-agreement`, nominee);

    const read = await visitor!.get(path);
    expect(read.body).toMatchObject({ lead: { lead: cast.teacher } });
    const seenAt = (revision: bigint) => services.etag(`episode-${family.episode}`, revision);
    const accept = (headers: Record<string, string>) =>
      visitor!.post(`${path}/nomination/acceptance`, {}, headers);
    expect((await accept({})).status).toBe(428);
    expect((await accept({ 'if-match': seenAt(1n) })).body).toMatchObject({
      code: 'stale-revision',
    });
    const key = { 'idempotency-key': newId(), 'if-match': read.etag! };
    const accepted = await accept(key);
    expect(accepted.status).toBe(200);
    expect((await accept(key)).body).toEqual(accepted.body);

    expect(await episodeOf(family, cast.healthVisitor)).toMatchObject({
      lead: { lead: cast.healthVisitor, agency: trust, interim: false },
      leads: [{ lead: cast.teacher }, { lead: cast.healthVisitor }],
    });
    expect((await manager!.get(`${path}/nomination`)).status).toBe(404);
    const said = (await services.said('lead-professional')).filter(
      ({ episode }) => episode === family.episode,
    );
    expect(said.at(-1)).toMatchObject({
      type: 'lead-professional.lead-handed-over.v1',
      data: { from: cast.teacher, to: cast.healthVisitor, toAgency: trust },
    });
  });

  it('changes hands at once: the lead of before may no longer hold a meeting', async () => {
    const family = await nominated();
    const { path, mother } = family;
    await services.as(cast.healthManager).post(`${path}/nomination/agency-agreement`, nominee);
    const { etag } = await services.as(cast.healthVisitor).get(path);
    await services
      .as(cast.healthVisitor)
      .post(`${path}/nomination/acceptance`, {}, { 'if-match': etag! });
    const last = { ...nominee, person: mother };
    await services.as(cast.teacher).post(`${path}/nomination/family-agreement`, last);
    const before = await services.as(cast.teacher).post(`${path}/meetings`, meeting(family));
    const now = await services.as(cast.healthVisitor).post(`${path}/meetings`, meeting(family));
    expect([before.status, now.status]).toEqual([404, 201]);
  });

  it('is agreed by the manager of that agency, and accepted by the nominee: nobody else sees it', async () => {
    const { path, episode } = await nominated();
    const agency = `${path}/nomination/agency-agreement`;
    expect((await services.as(cast.headTeacher).post(agency, nominee)).status).toBe(404);
    expect((await services.as(cast.teacher).post(agency, nominee)).status).toBe(403);
    const accept = `${path}/nomination/acceptance`;
    const ifMatch = { 'if-match': services.etag(`episode-${episode}`, 0n) };
    expect((await services.as(cast.midwife).post(accept, {}, ifMatch)).status).toBe(404);
    const unknown = `/lead-professional/episodes/${newId()}`;
    const [theirs, nothing] = await Promise.all(
      [path, unknown].map((it) => services.as(cast.midwife).get(it)),
    );
    expect(theirs!.status).toBe(404);
    expect(theirs!.body).toEqual(nothing!.body);
  });

  it('is agreed of the one who is nominated', async () => {
    const { path, mother } = await nominated();
    const other = { nominee: cast.midwife, person: mother };
    const answer = await services
      .as(cast.teacher)
      .post(`${path}/nomination/family-agreement`, other);
    expect([answer.status, answer.body]).toMatchObject([409, { code: 'not-nominated' }]);
  });

  it('is a practitioner whom the register knows and whom the family has not excluded', async () => {
    const { path, episode, children, mother } = await assessing();
    const teacher = services.as(cast.teacher);
    const elsewhere = { ...nominee, agency: agencies.housing };
    const wrong = await teacher.post(`${path}/nominations`, elsewhere);
    expect([wrong.status, wrong.body]).toMatchObject([422, { code: 'not-practising-there' }]);

    await services.hear(
      message(
        ConsentGivenV1,
        {
          consent: newId(),
          episode,
          giver: mother,
          children,
          capacity: 'parental_responsibility',
          purposes: ['assessment'],
          agencies: [agencies.school],
          panelAgencies: [],
          excluded: [cast.teachingAssistant],
        },
        { episode, children, actor: cast.teacher, agency: agencies.school },
      ),
    );
    const barred = {
      agency: agencies.school,
      role: 'school_staff',
      member: cast.teachingAssistant,
    };
    const answer = await teacher.post(`${path}/team-members`, barred);
    expect([answer.status, answer.body]).toMatchObject([422, { code: 'excluded-by-the-family' }]);
    expect((await services.as(cast.teachingAssistant).get(path)).status).toBe(404);
  });

  it('has a team, whose members see the episode; the panel’s key worker joins it', async () => {
    const family = await assessing();
    const { path, episode, children } = family;
    const midwife = { member: cast.midwife, agency: trust, role: 'midwife' };
    await services.as(cast.teacher).post(`${path}/team-members`, midwife);
    expect((await services.as(cast.midwife).get(path)).status).toBe(200);
    expect((await services.as(cast.midwife).post(`${path}/team-members`, midwife)).status).toBe(
      404,
    );

    const allocated = message(
      KeyWorkerAllocatedV1,
      {
        item: newId(),
        sitting: newId(),
        episode,
        worker: cast.familySupportWorker,
        workerAgency: agencies.charity,
        weeks: 10,
        present: 7,
        needed: 6,
        conflicted: 1,
        voting: 6,
        missingSeats: [],
        quorate: true,
      },
      { episode, children, time: '2026-03-10T11:00:00.000Z' },
    );
    await services.hear(allocated, allocated);
    const { team } = await episodeOf(family, cast.familySupportWorker);
    expect(team).toEqual([
      midwife,
      {
        member: cast.familySupportWorker,
        agency: agencies.charity,
        role: 'key_worker',
        as: 'key_worker',
      },
    ]);
  });

  it('tells others ids and codes only', async () => {
    const said = JSON.stringify(await services.said('lead-professional'));
    expect(said).toContain('lead-professional.tac-held.v1');
    expect(said).not.toContain(TOKEN);
    expect(await services.readLog()).not.toContain(TOKEN);
  });
});
