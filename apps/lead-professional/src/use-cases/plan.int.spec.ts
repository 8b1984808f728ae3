import { newId } from '@onestory/kernel';
import { agencies, cast, ServicesUnderTest } from '@onestory/testing';
import type { Person } from '@onestory/testing';
import { leadProfessionalService } from '../lead-professional.module.js';
import { handOver, household, meeting, TOKEN } from '../testing/household.js';
import type { Household } from '../testing/household.js';

interface Action {
  readonly action: string;
  readonly agency: string;
  readonly started?: object;
  readonly outcome?: object;
}
interface Episode {
  readonly plan: { readonly event: string; readonly baselines: object; readonly reviewDue: string };
  readonly actions: readonly Action[];
  readonly reviews: readonly { readonly event: string; readonly measures: object }[];
  readonly corrections: readonly object[];
}

const attendance = (value: number) => ({ measure: 'school_attendance_percent', value });
const plan = { goal: `To be at school, and not alone (${TOKEN}).`, baselines: [attendance(78)] };
const actions = [
  { what: `Attendance plan (${TOKEN})`, agency: agencies.school, due: '2026-03-20' },
  {
    what: `Family sessions (${TOKEN})`,
    agency: agencies.childrensCentre,
    due: '2026-03-31',
    recipients: [agencies.childrensCentre],
  },
  { what: `A group for mothers (${TOKEN})`, agency: agencies.charity, due: '2026-03-31' },
  { what: `Priority review (${TOKEN})`, agency: agencies.housing, due: '2026-04-10' },
  { what: `Request to the panel (${TOKEN})`, agency: agencies.healthTrust, due: '2026-02-25' },
];
const review = ({ mother }: Household) => ({
  present: [cast.healthVisitor, cast.teacher],
  family: [mother],
  whatChanged: `She comes to school (${TOKEN}).`,
  measures: [attendance(90)],
});

describe('the plan', () => {
  let services: ServicesUnderTest;
  let lead: Person;
  const read = async ({ path }: Household, query = '') =>
    (await lead.get<Episode>(path + query)).body;
  const urlOf = async (family: Household, agency: string) => {
    const found = (await read(family)).actions.find((it) => it.agency === agency)!;
    return `${family.path}/actions/${found.action}`;
  };
  const outcomeOf = async (family: Household, agency: string) =>
    (await read(family)).actions.find((it) => it.agency === agency)!.outcome;
  const said = async ({ episode }: Household, type: string) =>
    (await services.said('lead-professional')).filter(
      (it) => it.episode === episode && it.type === `lead-professional.${type}.v1`,
    );
  /** The health visitor leads since 24 February, when she and the family met. */
  const led = async (): Promise<Household> => {
    const family = household();
    await handOver(services, family);
    return family;
  };
  const planned = async (): Promise<Household> => {
    const family = await led();
    await lead.post(`${family.path}/plan`, plan);
    await lead.post(`${family.path}/actions`, { actions });
    return family;
  };
  const reviewed = async (): Promise<Household> => {
    const family = await planned();
    services.setClock('2026-04-14T15:00:00Z');
    await lead.post(`${family.path}/reviews`, review(family));
    return family;
  };

  beforeAll(async () => {
    services = await ServicesUnderTest.start([leadProfessionalService]);
    lead = services.as(cast.healthVisitor);
  });
  afterAll(() => services.close());

  it('is agreed by the lead, once, and looked at again within eight weeks', async () => {
    const family = await led();
    const { path } = family;
    expect((await services.as(cast.teacher).post(`${path}/plan`, plan)).status).toBe(404);
    const late = await lead.post(`${path}/plan`, { ...plan, reviewDue: '2026-04-22' });
    expect([late.status, late.body]).toMatchObject([422, { code: 'review-due-too-late' }]);
    const early = await lead.post(`${path}/actions`, { actions });
    expect([early.status, early.body]).toMatchObject([409, { code: 'no-plan-yet' }]);

    const agreed = await lead.post(`${path}/plan`, plan);
    expect([agreed.status, agreed.headers.get('location')]).toEqual([201, path]);
    expect(await read(family)).toMatchObject({ plan: { ...plan, reviewDue: '2026-04-21' } });
    const again = await lead.post(`${path}/plan`, plan);
    expect([again.status, again.body]).toMatchObject([409, { code: 'plan-is-agreed' }]);
  });

  it('waits for the assessment, which another service completes', async () => {
    services.setClock('2026-02-24T14:00:00Z');
    const family = household();
    await services.hear(family.concern, family.checklist(), family.started);
    const teacher = services.as(cast.teacher);
    await teacher.post(`${family.path}/meetings`, meeting(family));
    const early = await teacher.post(`${family.path}/plan`, plan);
    expect([early.status, early.body]).toMatchObject([409, { code: 'not-yet-known' }]);
    expect(early.headers.get('retry-after')).toBe('1');
    await services.hear(family.completed);
    expect((await teacher.post(`${family.path}/plan`, plan)).status).toBe(201);
  });

  it('has five actions, each with one accountable agency, a date, and who learns of the family', async () => {
    const family = await led();
    await lead.post(`${family.path}/plan`, plan);
    const key = { 'idempotency-key': newId() };
    const first = await lead.post(`${family.path}/actions`, { actions }, key);
    const repeated = await lead.post(`${family.path}/actions`, { actions }, key);
    expect(first.status).toBe(201);
    expect(repeated.body).toEqual(first.body);
    expect((await read(family)).actions).toMatchObject(actions);

    const inShort = actions.map(({ what: _, ...it }) => it);
    expect(await said(family, 'actions-agreed')).toMatchObject([{ data: { actions: inShort } }]);
  });

  it('names no sensitive service, no agency that is not there, and nothing that is not understood', async () => {
    const { path } = await planned();
    const post = (change: object) =>
      lead.post(`${path}/actions`, { actions: [{ ...actions[0]!, ...change }] });
    const sensitive = await post({ recipients: [agencies.camhs] });
    expect([sensitive.status, sensitive.body]).toMatchObject([422, { code: 'sensitive-service' }]);
    expect((await post({ agency: newId() })).body).toMatchObject({ code: 'unknown-agency' });
    expect((await post({ due: '2026-02-30' })).body).toMatchObject({
      errors: [{ pointer: '#/actions/0/due' }],
    });
    const rumour = { ...plan, baselines: [{ measure: 'is_difficult', value: 1 }] };
    expect((await lead.post(`${path}/plan`, rumour)).status).toBe(400);
  });

  it('tells of the family session of 5 March only once it is recorded, on 11 March', async () => {
    const family = await planned();
    services.setClock('2026-03-11T09:00:00Z');
    const start = `${await urlOf(family, agencies.childrensCentre)}/service-start`;
    const before = await lead.post(start, { occurredOn: '2026-02-23' });
    expect([before.status, before.body]).toMatchObject([422, { code: 'before-what-it-answers' }]);
    expect((await lead.post(start, { occurredOn: '2026-03-05' })).status).toBe(200);

    const started = async (query: string) =>
      (await read(family, query)).actions.find((it) => it.agency === agencies.childrensCentre)
        ?.started;
    expect(await started('?asAt=2026-03-10')).toMatchObject({ occurredPrecision: 'day' });
    expect(await started('?asKnown=2026-03-10')).toBeUndefined();
    expect(await started('?asAt=2026-03-04')).toBeUndefined();
    expect(await said(family, 'service-started')).toMatchObject([
      {
        time: '2026-03-05T12:00:00.000Z',
        recordedtime: '2026-03-11T09:00:00.000Z',
        occurredprecision: 'day',
        data: { agency: agencies.childrensCentre },
      },
    ]);
  });

  it('is reviewed by the lead with the family, and the next review is due', async () => {
    const family = await planned();
    services.setClock('2026-04-14T15:00:00Z');
    const { path } = family;
    const empty = { ...review(family), present: [], family: [] };
    const refused = await lead.post(`${path}/reviews`, empty);
    expect([refused.status, refused.body]).toMatchObject([422, { code: 'nobody-present' }]);
    expect((await lead.post(`${path}/reviews`, review(family))).status).toBe(201);
    expect(await read(family)).toMatchObject({
      plan: { reviewDue: '2026-06-09' },
      reviews: [{ ...review(family), held: { occurredAt: '2026-04-14T15:00:00.000Z' } }],
    });
    expect(await said(family, 'review-held')).toMatchObject([
      { data: { nextReviewDue: '2026-06-09' } },
    ]);
  });

  it('shows what was done, and whose cause it was where it was not: never the family’s', async () => {
    const family = await reviewed();
    const notDone = { cause: 'agency', reason: `No answer from housing (${TOKEN}).` };
    const moved = { cause: 'circumstances', reason: `The group ended (${TOKEN}).` };
    await lead.post(`${await urlOf(family, agencies.school)}/completion`);
    await lead.post(`${await urlOf(family, agencies.housing)}/non-completion`, notDone);
    await lead.post(`${await urlOf(family, agencies.charity)}/non-completion`, moved);

    expect(await outcomeOf(family, agencies.school)).toEqual({ done: true });
    expect(await outcomeOf(family, agencies.housing)).toEqual({ done: false, ...notDone });
    expect((await said(family, 'action-not-done')).map(({ data }) => data)).toMatchObject([
      { agency: agencies.housing, cause: 'agency' },
      { agency: agencies.charity, cause: 'circumstances' },
    ]);
    const unknown = await lead.post(`${family.path}/actions/${newId()}/completion`);
    expect([unknown.status, unknown.body]).toMatchObject([409, { code: 'no-such-action' }]);
  });

  it('keeps what was entered, and shows what is true: attendance was 81 per cent, not 78', async () => {
    const family = await reviewed();
    const { event } = (await read(family)).plan;
    const correction = {
      event,
      field: 'baselines.school_attendance_percent',
      now: 81,
      reason: `The school had counted wrongly (${TOKEN}).`,
    };
    const correct = (change: object = {}) =>
      lead.post(`${family.path}/corrections`, { ...correction, ...change });
    expect((await correct()).status).toBe(200);
    const now = await read(family);
    expect(now.plan.baselines).toEqual([attendance(81)]);
    expect(now.corrections).toMatchObject([{ corrects: event, now: 81 }]);
    expect((await read(family, '?asKnown=2026-04-13')).plan.baselines).toEqual([attendance(78)]);
    const nowhere = await correct({ event: newId() });
    expect([nowhere.status, nowhere.body]).toMatchObject([409, { code: 'nothing-to-correct' }]);
  });

  it('is told to others in ids and codes only, and no word of it is logged', async () => {
    const family = await reviewed();
    const told = JSON.stringify(await services.said('lead-professional'));
    expect(told).toContain('lead-professional.review-held.v1');
    expect(told).not.toContain(TOKEN);
    expect(await services.readLog()).not.toContain(TOKEN);
    expect(JSON.stringify(await read(family))).toContain(TOKEN);
  });
});
