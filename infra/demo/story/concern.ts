import { people } from '../people.js';
import { words } from './family-known.js';
import type { Known, Telling } from './family-known.js';

/** 13 and 14 January: a concern, a look into the index, the checklist: an assessment is offered. */
export const raiseConcern = async ({ stage, family }: Telling, known: Known): Promise<string> => {
  await stage.step(
    {
      name: 'concern',
      at: '2026-01-13T15:40:00Z',
      who: people.teacher,
      what: 'records a concern: the younger child is tearful and often late',
    },
    (as) =>
      as.post(`/assessment/children/${known.younger}/concerns`, {
        concern: words(
          family,
          'Tearful in class since Christmas, late on most mornings, worried about home.',
        ),
        source: 'practitioner',
      }),
  );
  const { episodes } = await stage
    .as(people.teacher)
    .get<{ episodes: readonly { episode: string }[] }>(
      `/assessment/children/${known.younger}/concerns`,
    )
    .then(({ body }) => body);
  const episode = episodes.at(-1)!.episode;
  await stage.step(
    {
      name: 'search',
      at: '2026-01-14T12:30:00Z',
      who: people.teacher,
      what: 'looks into the index, with a reason: GP practice and school, no lead, no assessment',
    },
    (as) =>
      as.post('/child-index/searches', {
        name: `${family.younger.given} ${family.younger.family}`,
        dateOfBirth: family.younger.dateOfBirth,
        reason: 'concern_about_child',
        why: words(family, 'Who else works with the child whom I am worried about?'),
      }),
  );
  await stage.step(
    {
      name: 'checklist',
      at: '2026-01-14T13:10:00Z',
      who: people.teacher,
      what: 'completes the checklist: a common assessment is offered',
    },
    (as) =>
      as.post(`/assessment/episodes/${episode}/checklists`, {
        child: known.younger,
        answers: {
          healthy: 'yes',
          safe: 'yes',
          learning: 'no',
          positiveImpact: 'yes',
          freeFromPovertyImpact: 'not_sure',
        },
        notes: words(family, 'Two rooms for four people, the mother expects a baby in May.'),
        outcome: 'common_assessment',
        reason: words(family, 'More than one agency is needed, and it is not clear yet which.'),
      }),
  );
  return episode;
};
