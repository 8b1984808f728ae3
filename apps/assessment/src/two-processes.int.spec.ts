import { setTimeout as pause } from 'node:timers/promises';
import { cast, ServicesUnderTest } from '@onestory/testing';
import type { Started } from '@onestory/service';
import { assessmentService } from './assessment.module.js';
import { aFamily, inTheIndex } from './testing/family.js';

class NotYetThere extends Error {}

const anHour = { person: cast.teacher, milliseconds: 3_600_000 };

describe('two processes of a service', () => {
  let services: ServicesUnderTest;
  let other: Started;

  beforeAll(async () => {
    services = await ServicesUnderTest.start([assessmentService], '2026-01-19T15:00:00Z');
    other = await services.another([assessmentService]);
  });
  afterAll(async () => {
    await other.stop();
    await services.close();
  });

  it('wake who waits in one for what a follower of the other writes', async () => {
    const [{ runtime }] = other.host.services as [(typeof other.host.services)[number]];
    const standBy = async (): Promise<boolean> => {
      const followers = (await runtime.lag()).filter(({ kind }) => kind !== 'consumer');
      return followers.length === 3 && followers.every(({ standsBy }) => standsBy);
    };
    while (!(await standBy())) await pause(10); // each finds its lease held, one after the other

    const family = aFamily();
    await services.hear(...inTheIndex(family));
    const look = async (): Promise<string> => {
      const traced = "select from trace_v1 where type like 'ConcernRecorded%'";
      const rows = await runtime.database.query<object>(traced);
      if (rows.length === 0) throw new NotYetThere();
      return 'traced';
    };
    const coming = runtime.waiting.until(anHour, look, (it) => it instanceof NotYetThere);
    const { status } = await services
      .as(cast.teacher)
      .post(`/assessment/children/${family.younger}/concerns`, {
        concern: 'Often late.',
        source: 'practitioner',
      });
    expect(status).toBe(201);
    expect(await coming).toBe('traced');
  });
});
