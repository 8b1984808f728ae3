import { people } from '../people.js';
import { words } from './family-known.js';
import type { Known, Telling } from './family-known.js';

/** Ids of the five actions, by what they are for. */
export interface Actions {
  readonly attendance: string;
  readonly sessions: string;
  readonly isolation: string;
  readonly housing: string;
  readonly panel: string;
}

/** 24 February: the team meets, the health visitor leads from now on, a plan with five actions. */
export const agreePlan = async (
  { stage, family }: Telling,
  known: Known,
  episode: string,
): Promise<Actions> => {
  const path = `/lead-professional/episodes/${episode}`;
  await stage.step(
    {
      name: 'team',
      at: '2026-02-24T14:00:00Z',
      who: people.teacher,
      what: 'holds the meeting of the team around the family, and nominates the health visitor',
    },
    async (as) => {
      const members = [
        [people.healthVisitor, 'health_visitor'],
        [people.midwife, 'midwife'],
      ] as const;
      for (const [member, role] of members)
        await as.post(`${path}/team-members`, { member: member.id, agency: member.agencyId, role });
      await as.post(`${path}/meetings`, {
        present: [people.teacher.id, people.healthVisitor.id, people.midwife.id],
        family: [known.mother, known.elder],
        apologies: [],
        minutes: words(
          family,
          'Three needs: attendance at school, being alone, a home that is too small.',
        ),
      });
      const nominee = { nominee: people.healthVisitor.id, agency: people.healthVisitor.agencyId };
      await as.post(`${path}/nominations`, nominee);
      await as.post(`${path}/nomination/family-agreement`, {
        nominee: nominee.nominee,
        person: known.mother,
      });
    },
  );
  await stage.step(
    {
      name: 'trust-agrees',
      at: '2026-02-24T15:00:00Z',
      who: people.healthManager,
      what: 'agrees for the health trust that the health visitor leads',
    },
    (as) => as.post(`${path}/nomination/agency-agreement`, { nominee: people.healthVisitor.id }),
  );
  await stage.step(
    {
      name: 'lead-accepted',
      at: '2026-02-24T15:20:00Z',
      who: people.healthVisitor,
      what: 'accepts: the lead is handed over, the family has one lead at every moment',
    },
    async (as) => {
      const { etag } = await as.get(`${path}/nomination`);
      await as.post(`${path}/nomination/acceptance`, {}, { ifMatch: etag });
    },
  );
  await stage.step(
    {
      name: 'plan',
      at: '2026-02-24T16:00:00Z',
      who: people.healthVisitor,
      what: 'agrees the plan with the family: three needs, five actions, each with one accountable agency',
    },
    async (as) => {
      await as.post(`${path}/plan`, {
        goal: words(
          family,
          'Both children go to school rested, and the mother has people to turn to.',
        ),
        baselines: [{ measure: 'school_attendance_percent', value: 78 }],
      });
      await as.post(`${path}/actions`, { actions: plannedActions(family) });
    },
  );
  const { actions } = await stage
    .as(people.healthVisitor)
    .get<{ actions: readonly { action: string; agency: string; due: string }[] }>(path)
    .then(({ body }) => body);
  const of = (agency: string) => actions.find((it) => it.agency === agency)!.action;
  return {
    attendance: of(people.teacher.agencyId),
    sessions: of(people.childrensCentre.agencyId),
    isolation: of(people.familySupportWorker.agencyId),
    housing: of(people.housing.agencyId),
    panel: of(people.healthVisitor.agencyId),
  };
};

const plannedActions = (family: Telling['family']) => [
  {
    what: words(family, 'An attendance plan with the family: breakfast club, a calm start.'),
    agency: people.teacher.agencyId,
    due: '2026-03-20',
  },
  {
    what: words(family, 'Family sessions on Thursdays, from 5 March.'),
    agency: people.childrensCentre.agencyId,
    due: '2026-03-05',
    recipients: [people.childrensCentre.agencyId],
  },
  {
    what: words(family, 'A place in the group for mothers, with somebody who speaks Dari.'),
    agency: people.familySupportWorker.agencyId,
    due: '2026-03-31',
    recipients: [people.familySupportWorker.agencyId],
  },
  {
    what: words(family, 'Priority review: the home is overcrowded.'),
    agency: people.housing.agencyId,
    due: '2026-04-10',
    recipients: [people.housing.agencyId],
  },
  {
    what: words(family, 'Ask the panel for a family support worker.'),
    agency: people.healthVisitor.agencyId,
    due: '2026-02-25',
  },
];

/** 11 March: the session of 5 March is entered, six days late. */
export const recordSession = async (
  { stage }: Telling,
  episode: string,
  { sessions }: Actions,
): Promise<void> => {
  await stage.step(
    {
      name: 'session',
      at: '2026-03-11T09:10:00Z',
      who: people.healthVisitor,
      what: 'enters the family session of 5 March, the first service under the plan',
    },
    (as) =>
      as.post(`/lead-professional/episodes/${episode}/actions/${sessions}/service-start`, {
        occurredOn: '2026-03-05',
      }),
  );
};

/** 14 April: attendance has risen, the baseline is corrected, housing did not act. */
export const holdReview = async (
  { stage, family }: Telling,
  known: Known,
  episode: string,
  actions: Actions,
): Promise<void> => {
  const path = `/lead-professional/episodes/${episode}`;
  await stage.step(
    {
      name: 'review',
      at: '2026-04-14T14:00:00Z',
      who: people.healthVisitor,
      what: 'holds the first review: attendance 81 % to 90 % (it was entered as 78 %); housing did not act',
    },
    async (as) => {
      const { body } = await as.get<{ plan: { event: string } }>(path);
      await as.post(`${path}/corrections`, {
        event: body.plan.event,
        field: 'baselines.school_attendance_percent',
        now: 81,
        reason: words(family, 'The school had counted two days of illness twice.'),
      });
      await as.post(`${path}/reviews`, {
        present: [people.teacher.id, people.healthVisitor.id],
        family: [known.mother, known.younger],
        whatChanged: words(family, 'She laughs in class again. The home is as small as before.'),
        measures: [{ measure: 'school_attendance_percent', value: 90 }],
      });
      await as.post(`${path}/actions/${actions.attendance}/completion`);
      await as.post(`${path}/actions/${actions.housing}/non-completion`, {
        cause: 'agency',
        reason: words(family, 'No review was held, and nobody called back.'),
      });
    },
  );
};
