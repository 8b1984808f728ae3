import { newId } from '@onestory/kernel';
import { agencies, cast, ServicesUnderTest } from '@onestory/testing';
import { leadProfessionalService } from '../lead-professional.module.js';
import { handOver, household } from '../testing/household.js';
import type { Household } from '../testing/household.js';

interface Episode {
  readonly stage: string;
  readonly lead?: { readonly lead: string };
  readonly leads: readonly object[];
  readonly team: readonly { readonly member: string }[];
  readonly closed?: { readonly reason: string };
}

describe('joining an episode, leaving it, and ending it', () => {
  let services: ServicesUnderTest;
  const school = agencies.school;

  const said = async ({ episode }: Household) =>
    (await services.said('lead-professional')).filter((it) => it.episode === episode);
  const lastSaid = async (family: Household) => (await said(family)).at(-1);
  const view = (family: Household, persona: string) =>
    services.as(persona).get<Episode>(family.path);

  /** The teacher leads in the interim; the midwife is of the team. */
  const assessing = async (): Promise<Household> => {
    const family = household();
    await services.hear(family.concern, family.checklist(), family.started);
    const member = { member: cast.midwife, agency: agencies.healthTrust, role: 'midwife' };
    await services.as(cast.teacher).post(`${family.path}/team-members`, member);
    return family;
  };

  beforeAll(async () => {
    services = await ServicesUnderTest.start([leadProfessionalService], '2026-02-24T14:00:00Z');
  });
  afterAll(() => services.close());

  it('waits for somebody to lead, if that is asked for right after the checklist', async () => {
    const family = household();
    await services.hear(family.concern);
    const member = { member: cast.midwife, agency: agencies.healthTrust, role: 'midwife' };
    const join = (headers = {}) =>
      services.as(cast.teacher).post(`${family.path}/team-members`, member, headers);
    const early = await join();
    expect([early.status, early.body]).toMatchObject([409, { code: 'nobody-leads-yet' }]);
    expect(early.headers.get('retry-after')).toBe('1');

    const waiting = join({ prefer: 'wait=2' });
    await services.hear(family.checklist());
    expect((await waiting).status).toBe(201);
  });

  it('takes a member from the team, who then sees the record no more', async () => {
    const family = await assessing();
    const departure = `${family.path}/team-members/${cast.midwife}/departure`;
    expect((await view(family, cast.midwife)).status).toBe(200);
    expect((await services.as(cast.midwife).post(departure, {})).status).toBe(404);

    expect((await services.as(cast.teacher).post(departure, {})).status).toBe(200);
    expect((await view(family, cast.teacher)).body.team).toEqual([]);
    expect((await view(family, cast.midwife)).status).toBe(404);
    expect(await lastSaid(family)).toMatchObject({
      type: 'lead-professional.team-member-left.v1',
      data: { member: cast.midwife, memberAgency: agencies.healthTrust },
    });
    const again = await services.as(cast.teacher).post(departure, {});
    expect([again.status, again.body]).toMatchObject([409, { code: 'not-of-the-team' }]);
  });

  it('leaves the episode without a lead, until somebody who recorded in it names one', async () => {
    const family = household();
    await handOver(services, family);
    const left = await services.as(cast.healthVisitor).post(`${family.path}/lead/departure`, {});
    expect(left.status).toBe(200);
    expect((await view(family, cast.healthVisitor)).status).toBe(404);
    const { body } = await view(family, cast.teacher);
    expect(body).not.toHaveProperty('lead');
    expect(body.leads).toMatchObject([{}, { lead: cast.healthVisitor, until: {} }]);

    const interim = { lead: cast.teacher, agency: school };
    const assign = (persona: string) =>
      services.as(persona).post(`${family.path}/interim-lead`, interim);
    expect((await assign(cast.midwife)).status).toBe(404);
    expect((await assign(cast.teacher)).status).toBe(200);
    expect((await view(family, cast.teacher)).body.lead).toMatchObject({ lead: cast.teacher });
    expect((await said(family)).slice(-2)).toMatchObject([
      { type: 'lead-professional.lead-left.v1', data: { lead: cast.healthVisitor } },
      { type: 'lead-professional.interim-lead-assigned.v1', data: { lead: cast.teacher } },
    ]);
  });

  it('is for the manager where the lead was to name one, too', async () => {
    const family = household();
    await handOver(services, family);
    await services.as(cast.healthVisitor).post(`${family.path}/lead/departure`, {});
    const interim = { lead: cast.midwife, agency: agencies.healthTrust };
    const named = await services
      .as(cast.healthManager)
      .post(`${family.path}/interim-lead`, interim);
    expect(named.status).toBe(200);
    // The baton is held again, and is no longer the manager's to give.
    const another = { lead: cast.teacher, agency: school };
    const twice = await services
      .as(cast.healthManager)
      .post(`${family.path}/interim-lead`, another);
    expect(twice.status).toBe(404);
  });

  it('hands the baton on with the same word, to somebody who works there', async () => {
    const family = household();
    await handOver(services, family);
    const leave = (successor: object) =>
      services.as(cast.healthVisitor).post(`${family.path}/lead/departure`, { successor });
    const elsewhere = await leave({ lead: cast.midwife, agency: school });
    expect(elsewhere).toMatchObject({ status: 422, body: { code: 'not-practising-there' } });
    const midwife = { lead: cast.midwife, agency: agencies.healthTrust };
    expect((await leave(midwife)).status).toBe(200);
    expect((await view(family, cast.midwife)).body.lead).toMatchObject({ lead: cast.midwife });
  });

  it('is closed by its lead, and a stale request is told that it is', async () => {
    const family = await assessing();
    const { etag } = await view(family, cast.teacher);
    const close = (persona: string, reason: string, headers = {}) =>
      services.as(persona).post(`${family.path}/closure`, { reason }, headers);
    expect((await close(cast.midwife, 'could_not_contact')).status).toBe(404);
    expect((await close(cast.teacher, 'because')).status).toBe(400);
    expect((await close(cast.teacher, 'could_not_contact')).status).toBe(200);
    expect((await view(family, cast.teacher)).body.closed).toMatchObject({
      reason: 'could_not_contact',
    });
    const stale = await close(cast.teacher, 'needs_met', { 'if-match': etag! });
    expect([stale.status, stale.body]).toMatchObject([409, { code: 'episode-is-closed' }]);
  });

  it('that was opened in error is closed by who opened it, though nobody leads it', async () => {
    const family = household();
    await services.hear(family.concern);
    const path = `${family.path}/closure`;
    const error = { reason: 'opened_in_error' };
    expect((await services.as(cast.midwife).post(path, error)).status).toBe(404);
    expect((await services.as(cast.teacher).post(path, error)).status).toBe(200);
    expect(await said(family)).toMatchObject([
      {
        type: 'lead-professional.episode-closed.v1',
        children: [family.younger],
        data: { reason: 'opened_in_error' },
      },
    ]);
  });

  it('is nothing to those who do not know the episode', async () => {
    const unknown = `/lead-professional/episodes/${newId()}/closure`;
    const answer = await services.as(cast.teacher).post(unknown, { reason: 'needs_met' });
    expect(answer.status).toBe(404);
  });
});
