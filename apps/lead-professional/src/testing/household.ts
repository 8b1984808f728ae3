import {
  AssessmentCompletedV1,
  AssessmentStartedV1,
  ConcernRecordedV1,
  PreAssessmentCompletedV1,
} from '@onestory/contracts';
import type { PublishedEvent } from '@onestory/contracts';
import { newId } from '@onestory/kernel';
import { agencies, cast, message } from '@onestory/testing';
import type { ServicesUnderTest } from '@onestory/testing';

/** A household of the story, as the other services tell of it: ids of a new family at each call. */
export const household = () => {
  const [younger, elder, unborn] = [newId(), newId(), newId()];
  const episode = newId();
  const assessment = newId();
  const children = [younger, elder, unborn];
  const teacher = { actor: cast.teacher, agency: agencies.school, episode };

  const concern = message(
    ConcernRecordedV1,
    { child: younger, episode },
    { ...teacher, children: [younger], time: '2026-01-13T15:30:00.000Z' },
  );
  const checklist = (
    outcome: 'common_assessment' | 'no_further_action' = 'common_assessment',
    by: string = cast.teacher,
    time = '2026-01-14T10:00:00.000Z',
  ): PublishedEvent =>
    message(
      PreAssessmentCompletedV1,
      {
        preAssessment: newId(),
        child: younger,
        episode,
        outcome,
        by,
        byAgency: agencies.school,
      },
      { ...teacher, actor: by, children: [younger], time },
    );
  const started = message(
    AssessmentStartedV1,
    { assessment, episode, children, by: cast.teacher },
    { ...teacher, children, time: '2026-01-19T10:00:00.000Z' },
  );
  const completed = message(
    AssessmentCompletedV1,
    { assessment, episode, children, version: 1, needs: 3, strengths: 2, by: cast.teacher },
    { ...teacher, children, time: '2026-02-10T16:00:00.000Z' },
  );
  return {
    episode,
    younger,
    elder,
    unborn,
    children,
    mother: newId(),
    path: `/lead-professional/episodes/${episode}`,
    concern,
    checklist,
    started,
    completed,
  };
};

export type Household = ReturnType<typeof household>;

/** What is said aloud holds a rare word: it must be found nowhere but in the answers to those who may read. */
export const TOKEN = 'zzEpisodeToken';

export const meeting = ({ mother }: Household) => ({
  present: [cast.teacher, cast.midwife, cast.healthVisitor],
  family: [mother],
  apologies: [],
  minutes: `Three needs: attendance, isolation, housing (${TOKEN}).`,
});

/** The teacher leads for the time being, and the assessment has begun. */
export const beingAssessed = async (services: ServicesUnderTest): Promise<Household> => {
  const family = household();
  await services.hear(family.concern, family.checklist(), family.started);
  return family;
};

/** The teacher has nominated the health visitor. */
export const withNominee = async (services: ServicesUnderTest): Promise<Household> => {
  const family = await beingAssessed(services);
  const nominee = { nominee: cast.healthVisitor, agency: agencies.healthTrust };
  await services.as(cast.teacher).post(`${family.path}/nominations`, nominee);
  return family;
};

/** The health visitor leads, as all three agreed on 24 February. */
export const handOver = async (services: ServicesUnderTest, family: Household): Promise<void> => {
  const { path, mother } = family;
  const nominee = { nominee: cast.healthVisitor };
  const teacher = services.as(cast.teacher);
  services.setClock('2026-02-24T14:00:00Z');
  await services.hear(family.concern, family.checklist(), family.started, family.completed);
  await teacher.post(`${path}/meetings`, meeting(family));
  await teacher.post(`${path}/nominations`, { ...nominee, agency: agencies.healthTrust });
  await teacher.post(`${path}/nomination/family-agreement`, { ...nominee, person: mother });
  await services.as(cast.healthManager).post(`${path}/nomination/agency-agreement`, nominee);
  const read = await services.as(cast.healthVisitor).get(path);
  const ifMatch = { 'if-match': read.etag! };
  const accepted = await services
    .as(cast.healthVisitor)
    .post(`${path}/nomination/acceptance`, {}, ifMatch);
  if (accepted.status !== 200) throw new Error(JSON.stringify(accepted.body));
};
