import type { Row } from '../table.js';
import type { Teller } from '../teller.js';
import { completeAssessment, startAssessment } from './assessment.js';
import { raiseConcern } from './concern.js';
import type { Telling } from './family-known.js';
import { registerFamily } from './prologue.js';
import { agreePlan } from './team.js';

/** The whole story, in its order; answers the table of what is expected and what was measured. */
export const tellStory = async (telling: Telling, teller: Teller): Promise<readonly Row[]> => {
  teller.chapter('Before 13 January: the family is known to the index');
  const known = await registerFamily(telling);
  teller.chapter('A concern');
  const episode = await raiseConcern(telling, known);
  teller.chapter('One assessment for three children');
  const assessed = await startAssessment(telling, known, episode);
  await completeAssessment(telling, known, assessed);
  teller.chapter('A team, a lead, a plan');
  await agreePlan(telling, known, episode);
  return [];
};
