import { InvolvementStartedV1 } from '@onestory/contracts';
import { newId } from '@onestory/kernel';
import type { ChildId } from '@onestory/kernel';
import { agencies, cast, message, ServicesUnderTest } from '@onestory/testing';
import { assessmentService } from '../assessment.module.js';

describe('recording a concern', () => {
  let services: ServicesUnderTest;
  const child = newId<ChildId>();
  const path = `/assessment/children/${child}/concerns`;
  const concern = { concern: 'Tearful and often late (zzConcernToken).', source: 'practitioner' };

  beforeAll(async () => {
    services = await ServicesUnderTest.start([assessmentService]);
    await services.hear(
      message(
        InvolvementStartedV1,
        { child, involvement: newId(), agency: agencies.school },
        { children: [child] },
      ),
    );
  });
  afterAll(() => services.close());

  it('opens an episode, and tells others that it did, not what was said', async () => {
    const answer = await services.as(cast.teacher).post(path, concern);
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe(path);
    expect(answer.etag).toBe(services.etag(`concern-${child}`, 0n));

    const [said, ...more] = await services.said('assessment');
    expect(more).toEqual([]);
    expect(said).toMatchObject({
      type: 'assessment.concern-recorded.v1',
      actor: cast.teacher,
      agency: agencies.school,
      children: [child],
      data: { child },
    });
    expect(said!.partitionkey).toBe(said!.episode);
    expect(answer.body).toMatchObject({ id: child, episode: said!.episode });
    expect(JSON.stringify(said)).not.toContain('zzConcernToken');
  });

  it('is told the same answer again under the same Idempotency-Key, and another body is refused', async () => {
    const key = { 'idempotency-key': newId() };
    const first = await services.as(cast.teacher).post(path, concern, key);
    const again = await services.as(cast.teacher).post(path, concern, key);
    const other = await services.as(cast.teacher).post(path, { ...concern, source: 'child' }, key);
    expect([again.status, again.body, again.etag]).toEqual([first.status, first.body, first.etag]);
    const [said] = await services.said('assessment');
    expect(again.body).toHaveProperty('episode', said!.episode);
    expect([other.status, other.body]).toMatchObject([409, { code: 'idempotency-key-reused' }]);
  });

  it('joins the episode that the child is in', async () => {
    await services.as(cast.teacher).post(path, concern);
    const episodes = (await services.said('assessment')).map(({ episode }) => episode);
    expect(new Set(episodes).size).toBe(1);
  });

  it('answers somebody whose agency has nothing to do with the child as if there were no child', async () => {
    const stranger = await services.as(cast.healthVisitor).post(path, concern);
    const nobody = await services
      .as(cast.teacher)
      .post(`/assessment/children/${newId()}/concerns`, concern);
    expect(stranger.status).toBe(404);
    expect(stranger.body).toEqual(nobody.body);
  });

  it('refuses without a token, without a key, and what is not understood', async () => {
    const unsigned = await fetch(services.url + path, { method: 'POST' });
    expect(unsigned.status).toBe(401);
    const teacher = services.as(cast.teacher);
    expect((await teacher.post(path, concern, { 'idempotency-key': '' })).status).toBe(400);
    const wrong = await teacher.post(path, { ...concern, shield: true, source: 'rumour' });
    expect(wrong.status).toBe(400);
    expect(wrong.body).toMatchObject({
      errors: [{ pointer: '#/shield' }, { pointer: '#/source' }],
    });
    expect((await teacher.post(path, { ...concern, concern: 'a\u0000b' })).status).toBe(400);
    expect((await teacher.post(path, '{"concern":"\\ud800","source":"child"}')).status).toBe(400);
    expect((await teacher.post(path, { ...concern, occurredOn: '2026-02-30' })).status).toBe(400);
    expect((await teacher.post(path, { ...concern, occurredOn: '2026-02-01' })).status).toBe(422);
  });
});
