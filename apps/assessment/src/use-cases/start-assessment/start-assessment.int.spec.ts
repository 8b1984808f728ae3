import { IndexSearchedV1 } from '@onestory/contracts';
import { newId } from '@onestory/kernel';
import type { ChildId, EpisodeId } from '@onestory/kernel';
import { agencies, cast, message, ServicesUnderTest } from '@onestory/testing';
import { assessmentService } from '../../assessment.module.js';
import {
  aFamily,
  assessmentStarted,
  concernRecorded,
  consentGiven,
  consentWithdrawn,
  inTheIndex,
  toldOf,
} from '../../testing/family.js';

describe('starting the assessment of an episode', () => {
  let services: ServicesUnderTest;

  const start = (
    episode: EpisodeId,
    children: readonly ChildId[],
    more: object = {},
    headers = {},
  ) =>
    services
      .as(cast.teacher)
      .post(`/assessment/episodes/${episode}/assessment`, { children, ...more }, headers);

  /** A family in the index, and the teacher's concern about the younger child. */
  const concerned = async () => {
    const family = aFamily();
    await services.hear(...inTheIndex(family));
    return { ...family, episode: await concernRecorded(services, family.younger) };
  };

  beforeAll(async () => {
    services = await ServicesUnderTest.start([assessmentService], '2026-01-19T15:00:00Z');
  });
  afterAll(() => services.close());

  it('names three children, the unborn one too, and others hear of it without its words', async () => {
    const { family, episode, assessment } = await assessmentStarted(services);
    const children = [family.younger, family.elder, family.baby];
    const [said, ...more] = await toldOf(services, episode, 'assessment-started');
    expect(more).toEqual([]);
    expect(said).toMatchObject({
      children,
      partitionkey: episode,
      data: { assessment, episode, children, by: cast.teacher },
    });
    expect(JSON.stringify(said)).not.toContain('zzLedToToken');

    const view = await services.as(cast.teacher).get(`/assessment/episodes/${episode}/assessment`);
    expect(view.body).toMatchObject({
      assessment,
      stage: 'in progress',
      ledTo: 'zzLedToToken',
      children: [{ unborn: false }, { unborn: false }, { child: family.baby, unborn: true }],
    });
  });

  it('makes the episode that of every child it names', async () => {
    const { family, episode } = await assessmentStarted(services);
    const joined = await toldOf(services, episode, 'episode-joined');
    expect(new Set(joined.map(({ data }) => (data as { child: ChildId }).child))).toEqual(
      new Set([family.elder, family.baby]),
    );
    expect(joined[0]).toMatchObject({ onbehalfof: cast.teacher, occurredprecision: 'day' });

    await concernRecorded(services, family.elder);
    const path = `/assessment/children/${family.elder}/concerns`;
    const view = await services.as(cast.teacher).get(path);
    expect(view.body).toMatchObject({ episodes: [{ episode, current: true }] });
    expect(view.body).not.toHaveProperty('warning');
  });

  it('joins no child silently that has an open episode of its own; both are named', async () => {
    const family = await concerned();
    const other = await concernRecorded(services, family.elder);
    await services.hear(consentGiven(family.episode, family.mother, { children: [family.elder] }));
    const join = (more: object) =>
      start(family.episode, [family.younger, family.elder], more, { prefer: 'wait=2' });
    const silently = await join({});
    expect([silently.status, silently.body]).toMatchObject([
      409,
      {
        code: 'in-another-episode',
        detail: expect.stringContaining('joinEpisodes: true'),
        links: {
          episode: `/lead-professional/episodes/${family.episode}`,
          otherEpisode: `/lead-professional/episodes/${other}`,
        },
      },
    ]);
    expect((await join({ joinEpisodes: true })).status).toBe(201);
    await services.settle();
    const path = `/assessment/children/${family.elder}/concerns`;
    const view = await services.as(cast.teacher).get(path);
    expect(view.body).toMatchObject({
      warning: expect.stringContaining('another open episode'),
      episodes: [{ episode: other }, { episode: family.episode, current: true }],
    });
  });

  it('joins it for nobody who works in one of the two only', async () => {
    const family = await concerned();
    const found = { search: newId(), found: [family.elder] };
    const health = { agency: agencies.healthTrust, actor: cast.healthVisitor };
    await services.hear(message(IndexSearchedV1, found, health));
    const concern = { concern: 'Worried as well', source: 'practitioner' };
    const path = `/assessment/children/${family.elder}/concerns`;
    expect((await services.as(cast.healthVisitor).post(path, concern)).status).toBe(201);
    await services.hear(consentGiven(family.episode, family.mother, { children: [family.elder] }));
    await services.settle();
    const joined = await start(family.episode, [family.younger, family.elder], {
      joinEpisodes: true,
    });
    expect([joined.status, joined.body]).toMatchObject([
      409,
      { detail: expect.stringContaining('somebody who works in both episodes') },
    ]);
  });

  describe("needs the family's consent", () => {
    it('and says that it is not known yet, or waits for it', async () => {
      const { episode, younger, mother } = await concerned();
      const early = await start(episode, [younger]);
      expect([early.status, early.body]).toMatchObject([409, { code: 'not-yet-known' }]);
      expect(early.headers.get('retry-after')).toBe('1');

      const waiting = start(episode, [younger], {}, { prefer: 'wait=2' });
      await services.hear(consentGiven(episode, mother, { children: [younger] }));
      expect((await waiting).status).toBe(201);
    });

    it('which covers later joiners and unborn children of whoever gave it', async () => {
      const { episode, younger, baby, mother } = await concerned();
      await services.hear(consentGiven(episode, mother, { children: [younger] }));
      expect((await start(episode, [younger, baby])).status).toBe(201);
    });

    it('of a child for itself only, not for the others', async () => {
      const { episode, younger, elder } = await concerned();
      const capacity = 'competent_child' as const;
      const own = { children: [elder], capacity };
      await services.hear(consentGiven(episode, elder, own));
      expect((await start(episode, [younger, elder])).body).toMatchObject({
        code: 'not-yet-known',
      });
      expect((await start(episode, [elder])).status).toBe(201);
    });

    it('as it held at that moment, whatever the order of arrival', async () => {
      const { episode, younger, mother } = await concerned();
      const given = consentGiven(episode, mother, { children: [younger] });
      const ended = consentWithdrawn(episode, mother, [younger], '2026-01-18T10:00:00.000Z');
      await services.hear(ended, given);
      const refused = await start(episode, [younger]);
      expect([refused.status, refused.body]).toMatchObject([409, { code: 'no-consent-to-assess' }]);
      const before = await start(episode, [younger], { occurredOn: '2026-01-15' });
      expect([before.status, before.body]).toMatchObject([409, { code: 'no-consent-to-assess' }]);
      expect((await start(episode, [younger], { occurredOn: '2026-01-17' })).status).toBe(201);
    });

    it('to an assessment, not to something else', async () => {
      const { episode, younger, mother } = await concerned();
      const other = { children: [younger], purposes: ['planning'] };
      await services.hear(consentGiven(episode, mother, other));
      expect((await start(episode, [younger])).body).toMatchObject({
        code: 'no-consent-to-assess',
      });
    });
  });

  it("answers as if there were no episode where it names a child that is not the teacher's to name", async () => {
    const { episode, younger, mother } = await concerned();
    const stranger = aFamily();
    await services.hear(
      ...inTheIndex(stranger).filter(({ type }) => type.includes('registered')),
      consentGiven(episode, mother, { children: [younger, stranger.younger] }),
    );
    const named = await start(episode, [younger, stranger.younger]);
    const unknown = await start(newId(), [younger]);
    expect(named.status).toBe(404);
    expect(named.body).toEqual(unknown.body);

    const search = { search: newId(), found: [stranger.younger] };
    const more = { actor: cast.teacher, agency: agencies.school };
    await services.hear(message(IndexSearchedV1, search, more));
    expect((await start(episode, [younger, stranger.younger])).status).toBe(201);
  });

  it('is open to one of two who start at once; the other is shown the way to it', async () => {
    const { episode, younger, elder, mother } = await concerned();
    const health = { agency: agencies.healthTrust, actor: cast.healthVisitor };
    const found = { search: newId(), found: [younger, elder] };
    await services.hear(
      consentGiven(episode, mother, {
        children: [younger, elder],
        agencies: [agencies.school, agencies.healthTrust],
      }),
      message(IndexSearchedV1, found, health),
    );
    const visitor = services.as(cast.healthVisitor);
    const concern = { concern: 'Worried as well', source: 'practitioner' };
    await visitor.post(`/assessment/children/${younger}/concerns`, concern);
    await services.settle();

    const path = `/assessment/episodes/${episode}/assessment`;
    const answers = await Promise.all([
      start(episode, [younger, elder]),
      visitor.post(path, { children: [younger, elder] }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const won = answers.find(({ status }) => status === 201);
    const lost = answers.find(({ status }) => status === 409);
    const open = won?.headers.get('location');
    expect(lost?.body).toMatchObject({
      code: 'assessment-already-open',
      detail: expect.stringContaining('Join that one'),
      links: { assessment: open, join: `/lead-professional/episodes/${episode}/team-members` },
    });
    expect((await toldOf(services, episode, 'assessment-started')).length).toBe(1);
    expect((await visitor.get(open ?? '')).status).toBe(200);
  });

  it('is refused without children, or with one named twice', async () => {
    const { episode, younger } = await concerned();
    expect((await start(episode, [])).status).toBe(400);
    expect((await start(episode, [younger, younger])).status).toBe(400);
    expect((await start(episode, ['3' as ChildId])).status).toBe(400);
  });
});
