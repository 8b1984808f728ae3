import { EpisodeClosedV1 } from '@onestory/contracts';
import { newId } from '@onestory/kernel';
import type { EpisodeId } from '@onestory/kernel';
import { agencies, cast, message, ServicesUnderTest } from '@onestory/testing';
import { assessmentService } from '../assessment.module.js';
import { aFamily, concernRecorded, inTheIndex, toldOf } from '../testing/family.js';
import type { Family } from '../testing/family.js';

describe('the checklist, and what is shown of a child before an assessment', () => {
  let services: ServicesUnderTest;
  let family: Family;
  let episode: EpisodeId;

  const answers = {
    healthy: 'yes',
    safe: 'yes',
    learning: 'no',
    positiveImpact: 'yes',
    freeFromPovertyImpact: 'not_sure',
  };
  const checklist = () => ({
    child: family.younger,
    answers,
    notes: 'Cold hands (zzNotesToken).',
    outcome: 'common_assessment',
    reason: 'More than school alone can offer (zzReasonToken).',
    occurredOn: '2026-01-14',
  });
  const complete = (more: object = {}, who: string = cast.teacher, headers = {}) =>
    services
      .as(who)
      .post(`/assessment/episodes/${episode}/checklists`, { ...checklist(), ...more }, headers);

  beforeAll(async () => {
    services = await ServicesUnderTest.start([assessmentService], '2026-01-14T15:00:00Z');
    family = aFamily();
    await services.hear(...inTheIndex(family));
    episode = await concernRecorded(services, family.younger);
  });
  afterAll(() => services.close());

  it('ends in an offer, which others hear of without its words', async () => {
    const answer = await complete();
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe(`/assessment/checklists/${answer.body.id}`);
    const [said] = await toldOf(services, episode, 'pre-assessment-completed');
    expect(said).toMatchObject({
      type: 'assessment.pre-assessment-completed.v1',
      occurredprecision: 'day',
      episode,
      children: [family.younger],
      data: {
        preAssessment: answer.body.id,
        child: family.younger,
        episode,
        outcome: 'common_assessment',
        by: cast.teacher,
        byAgency: agencies.school,
      },
    });
    expect(JSON.stringify(said)).not.toMatch(/zz\w+Token/);

    const view = await services.as(cast.teacher).get(`/assessment/checklists/${answer.body.id}`);
    expect([view.status, view.etag]).toEqual([
      200,
      services.etag(`preAssessment-${answer.body.id}`, 0n),
    ]);
    expect(view.body).toMatchObject({
      answers,
      notes: 'Cold hands (zzNotesToken).',
      by: cast.teacher,
    });
    const stranger = services.as(cast.healthVisitor);
    expect((await stranger.get(`/assessment/checklists/${answer.body.id}`)).status).toBe(404);
  });

  it('reaches a safeguarding referral in one action, with nobody asked for consent', async () => {
    const answer = await complete({ outcome: 'safeguarding_referral', occurredOn: undefined });
    expect(answer.status).toBe(201);
    const told = await toldOf(services, episode, 'pre-assessment-completed');
    expect(told.at(-1)?.data).toMatchObject({ outcome: 'safeguarding_referral' });
  });

  it('needs a reason, a child of this episode, and a day not before the concern', async () => {
    const outcomes = await Promise.all([
      complete({ reason: '  ' }),
      complete({ child: family.elder }),
      complete({ occurredOn: '2026-01-12' }),
      complete({ occurredOn: '2026-01-15' }),
      complete({ answers: { ...answers, safe: 'maybe' } }),
    ]);
    expect(outcomes.map(({ status, body }) => [status, body])).toMatchObject([
      [400, { errors: [{ pointer: '#/reason' }] }],
      [422, { code: 'child-not-in-episode' }],
      [422, { code: 'before-what-it-answers' }],
      [422, { code: 'in-the-future' }],
      [400, { errors: [{ pointer: '#/answers/safe' }] }],
    ]);
  });

  it('is for the recorder or the lead: to others there is no such episode', async () => {
    expect((await complete({}, cast.headTeacher)).status).toBe(404);
    expect((await complete({}, cast.healthVisitor)).status).toBe(404);
    expect((await complete({}, cast.analyst)).status).toBe(403);
  });

  it('shows the concerns and the episode to those who are bound to it', async () => {
    const path = `/assessment/children/${family.younger}/concerns`;
    const view = await services.as(cast.teacher).get(path);
    expect([view.status, view.etag]).toEqual([200, services.etag(`concern-${family.younger}`, 0n)]);
    expect(view.body).toMatchObject({
      child: family.younger,
      episodes: [{ episode, open: true, current: true }],
      concerns: [{ episode, source: 'practitioner', recordedBy: { actor: cast.teacher } }],
    });
    expect(view.body).not.toHaveProperty('warning');
    expect((await services.as(cast.healthVisitor).get(path)).status).toBe(404);
    const before = await services.as(cast.teacher).get(`${path}?asAt=2026-01-12`);
    expect(before.status).toBe(404);
  });

  it('takes a closed episode as over: the next concern opens another', async () => {
    const { elder } = family;
    const first = await concernRecorded(services, elder);
    await services.hear(
      message(
        EpisodeClosedV1,
        { episode: first, reason: 'needs_met' },
        { episode: first, children: [elder], time: '2026-01-14T10:00:00.000Z' },
      ),
    );
    const [ended] = await toldOf(services, first, 'episode-ended');
    expect(ended).toMatchObject({
      time: '2026-01-14T10:00:00.000Z',
      data: { child: elder, episode: first },
    });
    const second = await concernRecorded(services, elder);
    expect(second).not.toBe(first);
    const path = `/assessment/children/${elder}/concerns`;
    expect((await services.as(cast.teacher).get(path)).body).toMatchObject({
      episodes: [
        { episode: first, open: false, current: false },
        { episode: second, open: true, current: true },
      ],
    });
  });

  it('finds the 404 of an unknown child for an unknown child', async () => {
    const path = `/assessment/children/${newId()}/concerns`;
    expect((await services.as(cast.teacher).get(path)).status).toBe(404);
  });
});
