import { familyOf } from '../family.js';
import { people, servicesOf } from '../people.js';
import type { Row } from '../table.js';
import type { Teller } from '../teller.js';
import { words } from './family-known.js';
import type { Telling } from './family-known.js';

interface Queue {
  readonly waiting: readonly { readonly referral: string }[];
  /** Withdrawn lately: work on them ends. */
  readonly stopped: readonly { readonly referral: string }[];
}

/** Families of afterwards have numbers of their own, beside those of the story. */
const SECOND_FAMILIES = 2000;
const LONGEST_MS = 5000;

/** Another family: consent is withdrawn while a referral is under way, and what rests on it stops. */
export const withdrawConsent = async (
  { stage, family: first }: Telling,
  teller: Teller,
): Promise<readonly Row[]> => {
  const family = familyOf(SECOND_FAMILIES + first.run);
  const { mother, child, episode } = await stage
    .step(
      {
        name: 'second-family',
        at: '2026-04-20T10:00:00Z',
        who: people.indexClerk,
        what: 'registers another family: a mother and a child of the same school',
      },
      async (as) => {
        const carer = await as.post('/child-index/carers', {
          name: { given: family.mother.given, family: family.mother.family },
        });
        const registered = await as.post('/child-index/children', {
          name: { given: family.younger.given, family: family.younger.family },
          dateOfBirth: family.younger.dateOfBirth,
          gender: 'female',
          nhsNumber: family.younger.nhsNumber,
          carers: [{ carer: carer.body.id, parentalResponsibility: 'yes', relationship: 'mother' }],
        });
        await as.post(`/child-index/children/${registered.body.id}/involvements`, {
          agency: people.teacher.agencyId,
          kind: 'school',
          basis: 'duty',
        });
        return { mother: carer.body.id, child: registered.body.id, episode: '' };
      },
    )
    .then(async (known) => ({
      ...known,
      episode: await offerHelp({ stage, family }, known.child),
    }));
  const consents = await stage.step(
    {
      name: 'second-consent',
      at: '2026-04-21T10:00:00Z',
      who: people.teacher,
      what: 'records the consent of the mother, and refers the child to counselling',
    },
    async (as) => {
      const path = `/information-sharing/episodes/${episode}`;
      await as.post(`${path}/participations`, { giver: mother, serviceNotConditional: true });
      const consent = await as.post(`${path}/consents`, {
        giver: mother,
        scope: {
          purposes: ['assessment', 'planning', 'requests_for_services'],
          agencies: [people.teacher.agencyId, people.counselling.agencyId],
        },
        capacity: 'parental_responsibility',
        understoodBy: { language: 'en', interpreter: 'none' },
      });
      const referral = await as.post(`/referral/episodes/${episode}/referrals`, {
        children: [child],
        service: servicesOf.counselling,
        reason: words(family, 'Somebody to talk to.'),
        basis: { consents: [consent.body.id] },
      });
      return { consent: consent.body.id, referral: referral.body.id };
    },
  );
  await stage.step(
    {
      name: 'second-screening',
      at: '2026-04-22T09:00:00Z',
      who: people.counselling,
      what: 'begins to screen the referral',
    },
    (as) => as.post(`/referral/referrals/${consents.referral}/screening`),
  );
  let stopped = 0;
  await stage.step(
    {
      name: 'withdrawal',
      at: '2026-04-23T09:00:00Z',
      who: people.teacher,
      what: 'records that the mother withdraws her consent, in the middle of the referral',
    },
    async (as) => {
      await as.post(`/information-sharing/consents/${consents.consent}/withdrawal`, { by: mother });
      const from = performance.now();
      let stage: string | undefined;
      while (stage !== 'withdrawn' && performance.now() - from < LONGEST_MS)
        stage = (await as.get<{ stage: string }>(`/referral/referrals/${consents.referral}`)).body
          .stage;
      stopped = performance.now() - from;
    },
  );
  teller.note(
    `the referral was withdrawn ${Math.round(stopped)} ms after the withdrawal was acknowledged`,
  );
  const screener = stage.as(people.counselling);
  const { body: referral } = await screener.get<{ stage: string }>(
    `/referral/referrals/${consents.referral}`,
  );
  const { body: queue } = await screener.get<Queue>('/referral/screening-queue');
  const among = (list: Queue['waiting']) => list.some((it) => it.referral === consents.referral);
  return [
    {
      measure: 'consent withdrawn in mid-referral (another family)',
      expected: 'referral withdrawn; the receiver is told to stop',
      measured: `referral ${referral.stage}; the receiver ${among(queue.stopped) && !among(queue.waiting) ? 'is told to stop' : 'is not told'}`,
    },
  ];
};

const offerHelp = async ({ stage, family }: Telling, child: string): Promise<string> =>
  stage.step(
    {
      name: 'second-concern',
      at: '2026-04-20T15:00:00Z',
      who: people.teacher,
      what: 'records a concern and completes the checklist: an assessment is offered',
    },
    async (as) => {
      await as.post(`/assessment/children/${child}/concerns`, {
        concern: words(family, 'Falls asleep in class.'),
        source: 'practitioner',
      });
      const { body } = await as.get<{ episodes: readonly { episode: string }[] }>(
        `/assessment/children/${child}/concerns`,
      );
      const episode = body.episodes.at(-1)!.episode;
      await as.post(`/assessment/episodes/${episode}/checklists`, {
        child,
        answers: {
          healthy: 'not_sure',
          safe: 'yes',
          learning: 'no',
          positiveImpact: 'yes',
          freeFromPovertyImpact: 'yes',
        },
        outcome: 'common_assessment',
        reason: words(family, 'It is not clear what is behind it.'),
      });
      return episode;
    },
  );

/** People who may not see get what an unknown id gets: the excluded brother, and a practitioner of another area. */
export const lookWhereOneMayNot = async (
  { stage }: Telling,
  teller: Teller,
  assessment: string,
): Promise<readonly Row[]> => {
  const nowhere = '00000000-0000-4000-8000-000000000000';
  const ask = async (who: keyof typeof people, id: string): Promise<string> => {
    const { status, body } = await stage
      .as(people[who])
      .get(`/assessment/assessments/${id}`, { expect: [200, 404], wait: 0 });
    return status === 200 ? '200' : `404 ${JSON.stringify(body)}`;
  };
  const unknown = await ask('teacher', nowhere);
  const rows: Row[] = [];
  for (const who of ['brother', 'stranger'] as const) {
    const answer = await ask(who, assessment);
    const same = answer === unknown && answer.startsWith('404');
    teller.note(
      `${people[who].name}, ${people[who].agency}, asks for the assessment: ${answer.slice(0, 3)}`,
    );
    rows.push({
      measure: `the assessment, asked for by ${who === 'brother' ? 'the excluded brother' : 'another area'}`,
      expected: 'the 404 of an unknown id',
      measured: same ? 'the 404 of an unknown id' : answer,
    });
  }
  return rows;
};
