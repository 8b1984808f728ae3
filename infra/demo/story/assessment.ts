import { people } from '../people.js';
import { words } from './family-known.js';
import type { Known, Telling } from './family-known.js';

export interface Assessed {
  readonly assessment: string;
  readonly unborn: string;
}

/** 19 January: the unborn baby is registered, and one assessment is started for three children. */
export const startAssessment = async (
  { stage, family }: Telling,
  known: Known,
  episode: string,
): Promise<Assessed> => {
  const unborn = await stage.step(
    {
      name: 'unborn',
      at: '2026-01-19T09:15:00Z',
      who: people.indexClerk,
      what: 'registers the unborn baby, expected on 12 May; the midwife is involved',
    },
    async (as) => {
      const { body } = await as.post('/child-index/unborn-children', {
        expectedDate: '2026-05-12',
        carers: [
          { carer: known.mother, parentalResponsibility: 'yes', relationship: 'mother' },
          {
            carer: known.partner,
            parentalResponsibility: 'unknown',
            relationship: 'partner_of_parent',
          },
        ],
      });
      await as.post(`/child-index/children/${body.id}/involvements`, {
        agency: people.midwife.agencyId,
        kind: 'midwifery',
        practitioner: people.midwife.id,
        basis: 'duty',
      });
      return body.id;
    },
  );
  await stage.step(
    {
      name: 'search-siblings',
      at: '2026-01-19T10:00:00Z',
      who: people.teacher,
      what: 'finds the unborn baby in the index: one household, one assessment',
    },
    async (as) => {
      await as.post('/child-index/searches', {
        name: `${family.mother.given} ${family.mother.family}`,
        expectedDate: '2026-05-12',
        reason: 'already_working_with_child',
        why: words(family, 'The mother asked that the baby be part of the assessment.'),
      });
    },
  );
  const assessment = await stage.step(
    {
      name: 'assessment-started',
      at: '2026-01-19T10:30:00Z',
      who: people.teacher,
      what: 'starts the assessment with midwife and health visitor: both children and the unborn baby',
    },
    async (as) => {
      const { body } = await as.post(`/assessment/episodes/${episode}/assessment`, {
        children: [known.younger, known.elder, unborn],
        present: words(family, 'The mother with an interpreter, the midwife, the health visitor.'),
        ledTo: words(family, 'The concern of 13 January and the checklist.'),
      });
      return body.id;
    },
  );
  return { assessment, unborn };
};

/** 10 February: needs and strengths, the words of mother and children, version 1; 12 February: a copy in Dari. */
export const completeAssessment = async (
  { stage, family }: Telling,
  known: Known,
  { assessment, unborn }: Assessed,
): Promise<void> => {
  const path = `/assessment/assessments/${assessment}`;
  await stage.step(
    {
      name: 'entries',
      at: '2026-02-10T13:00:00Z',
      who: people.teacher,
      what: 'records details, needs and strengths, and what mother and children say',
    },
    async (as) => {
      const details = [
        [
          known.younger,
          {
            name: `${family.younger.given} ${family.younger.family}`,
            dateOfBirth: family.younger.dateOfBirth,
          },
        ],
        [
          known.elder,
          {
            name: `${family.elder.given} ${family.elder.family}`,
            dateOfBirth: family.elder.dateOfBirth,
          },
        ],
        [
          unborn,
          {
            name: `Unborn baby of ${family.mother.given} ${family.mother.family}`,
            expectedDate: '2026-05-12',
          },
        ],
      ] as const;
      for (const [child, detail] of details)
        await as.post(`${path}/details`, {
          child,
          details: {
            ...detail,
            address: family.address,
            languages: ['English'],
            parentsLanguages: ['Dari'],
          },
          interpreter: 'arranged',
        });
      const needs = [
        [
          known.younger,
          'D7.2',
          'Misses school days: attendance at 81 percent, late on most mornings.',
        ],
        [unborn, 'F4', 'The mother knows nobody near, and feels alone with the pregnancy.'],
        [known.elder, 'F3', 'Two rooms for four people: no place to learn or to sleep in peace.'],
      ] as const;
      for (const [child, element, need] of needs)
        await as.post(`${path}/needs`, {
          child,
          element,
          basis: 'professional_opinion',
          need: words(family, need),
        });
      const strengths = [
        [known.younger, 'D7.1', 'Reads well above her age, and helps others.'],
        [known.elder, 'D5', 'Looks after his sister, and is proud of it.'],
      ] as const;
      for (const [child, element, strength] of strengths)
        await as.post(`${path}/strengths`, {
          child,
          element,
          basis: 'observed',
          strength: words(family, strength),
        });
      await as.post(`${path}/child-comments`, {
        child: known.younger,
        how: 'drawing',
        comment: words(family, 'Drew the house with one bed, and herself outside in the sun.'),
      });
      await as.post(`${path}/child-comments`, {
        child: known.elder,
        how: 'own_words',
        comment: words(family, 'I want a table of my own. And that Mum is not sad.'),
      });
      await as.post(`${path}/parent-comments`, {
        carer: known.mother,
        how: 'own_words',
        comment: words(
          family,
          'I was afraid to ask. Now I have said it once, and it is written down.',
        ),
      });
    },
  );
  await stage.step(
    {
      name: 'assessment-completed',
      at: '2026-02-10T16:20:00Z',
      who: people.teacher,
      what: 'completes version 1 of the assessment, 20 working days after the concern',
    },
    async (as) => {
      const { etag } = await as.get(path);
      await as.post(`${path}/completion`, {}, { ifMatch: etag });
    },
  );
  await stage.step(
    {
      name: 'family-copy',
      at: '2026-02-12T14:00:00Z',
      who: people.teacher,
      what: 'gives the mother her copy, in Dari',
    },
    (as) =>
      as.post(`${path}/family-copies`, {
        version: 1,
        language: 'fa-AF',
        format: 'paper',
        to: [known.mother],
      }),
  );
};
