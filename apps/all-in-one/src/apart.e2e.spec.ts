import { cast, ServicesUnderTest } from '@onestory/testing';
import type { Person } from '@onestory/testing';
import { services } from './services.js';

interface Lag {
  readonly runners: readonly { readonly name: string; readonly caughtUp: boolean }[];
}
interface Verified {
  readonly tables: readonly {
    readonly table: string;
    readonly rows: number;
    readonly differing: number;
  }[];
}

const school = {
  agency: '1789ea19-e43a-4818-bd6c-17ddbb935445',
  kind: 'school',
  basis: 'duty',
};
const wait = { prefer: 'wait=2' };

describe('events, messages and read models in three databases', () => {
  let system: ServicesUnderTest;
  let child = '';
  let episode = '';
  let teacher: Person;

  beforeAll(async () => {
    system = await ServicesUnderTest.start(services, '2026-01-13T09:00:00Z', { apart: true });
    teacher = system.as(cast.teacher);
    const clerk = system.as(cast.indexClerk);
    const carer = await clerk.post('/child-index/carers', {
      name: { given: 'Apart', family: 'Zzapart' },
    });
    const registered = await clerk.post('/child-index/children', {
      name: { given: 'Small', family: 'Zzapart' },
      dateOfBirth: '2016-09-03',
      gender: 'female',
      noNhsNumberReason: 'not_known_yet',
      carers: [{ carer: carer.body.id, parentalResponsibility: 'yes', relationship: 'mother' }],
    });
    child = registered.body.id;
    await clerk.post(`/child-index/children/${child}/involvements`, school);
    await teacher.post(
      `/assessment/children/${child}/concerns`,
      { concern: 'Often late.', source: 'practitioner' },
      wait,
    );
    const concerns = await teacher.get<{ episodes: { episode: string }[] }>(
      `/assessment/children/${child}/concerns`,
      wait,
    );
    episode = concerns.body.episodes[0]!.episode;
  });
  afterAll(() => system.close());

  const checklist = () =>
    teacher.post(
      `/assessment/episodes/${episode}/checklists`,
      {
        child,
        answers: {
          healthy: 'yes',
          safe: 'yes',
          learning: 'no',
          positiveImpact: 'yes',
          freeFromPovertyImpact: 'yes',
        },
        outcome: 'common_assessment',
        reason: 'More than one agency is needed.',
      },
      wait,
    );
  const led = () => teacher.get(`/lead-professional/episodes/${episode}`);
  const contact = async () =>
    (await teacher.get<{ contact?: unknown }>(`/child-index/children/${child}`)).body.contact;

  it('while the exchange is cut, a service goes on by itself and no other one reacts', async () => {
    system.faults.cut();
    expect((await checklist()).status).toBe(201);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await led()).status).toBe(404);
    expect(await contact()).toBeFalsy();
    const lag = await system.as(cast.operator).get<Lag>('/assessment/operations/lag');
    expect(lag.body.runners.find(({ name }) => name === 'publisher')?.caughtUp).toBe(false);
  });

  it('who waits for what a reaction brings is answered when it has brought it', async () => {
    const coming = teacher.get(`/lead-professional/episodes/${episode}`, wait);
    system.faults.mend();
    expect((await coming).status).toBe(200);
  });

  it('all catch up when it is mended', async () => {
    await system.settle();
    const episodeView = await teacher.get<{ lead: unknown }>(
      `/lead-professional/episodes/${episode}`,
      wait,
    );
    expect(episodeView.status).toBe(200);
    expect(JSON.stringify(episodeView.body.lead)).toContain(cast.teacher);
    expect(await contact()).toMatchObject({ name: 'Helen Marsh' });
  });

  it('nothing is done twice when everything is delivered again', async () => {
    const before = await led();
    system.faults.redeliver(50);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await system.settle();
    expect((await led()).etag).toBe(before.etag);
  });

  it('a lead who leaves ends the contact in the index; who takes over is named there', async () => {
    const path = `/lead-professional/episodes/${episode}`;
    expect((await teacher.post(`${path}/lead/departure`)).status).toBe(200);
    await system.settle();
    expect(await contact()).toBeFalsy();
    const itself = { lead: cast.teacher, agency: school.agency };
    expect((await teacher.post(`${path}/interim-lead`, itself)).status).toBe(200);
    await system.settle();
    expect(await contact()).toMatchObject({ name: 'Helen Marsh' });
  });

  it('an episode that is closed ends in the assessment and in the index: the next concern opens another', async () => {
    const closed = await teacher.post(`/lead-professional/episodes/${episode}/closure`, {
      reason: 'needs_met',
    });
    expect(closed.status).toBe(200);
    await system.settle();
    expect(await contact()).toBeFalsy();
    const concerns = await teacher.get<{ episodes: object[] }>(
      `/assessment/children/${child}/concerns`,
    );
    expect(concerns.body.episodes).toMatchObject([{ episode, open: false }]);
    const again = await teacher.post<{ episode: string }>(
      `/assessment/children/${child}/concerns`,
      { concern: 'Late again.', source: 'practitioner' },
    );
    expect(again.status).toBe(201);
    expect(again.body.episode).not.toBe(episode);
  });

  it('every read model says what events and messages say', async () => {
    for (const { name } of services) {
      const verified = await system
        .as(cast.operator)
        .post<Verified>(`/${name}/operations/verifications`);
      expect(verified.status).toBe(200);
      expect(verified.body.tables.filter(({ differing }) => differing > 0)).toEqual([]);
    }
  });

  it('somebody of another area finds nothing of this anywhere', async () => {
    const stranger = system.as('bd40eb4c-cd82-4527-adc4-735e4cb4465a');
    const places = [
      `/child-index/children/${child}`,
      `/assessment/children/${child}/concerns`,
      `/lead-professional/episodes/${episode}`,
      `/case-history/children/${child}/timeline`,
    ];
    const answers = await Promise.all(places.map((path) => stranger.get(path)));
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  });
});
