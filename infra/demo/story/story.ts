import type { Row } from '../table.js';
import type { Teller } from '../teller.js';
import { lookWhereOneMayNot, withdrawConsent } from './afterwards.js';
import { completeAssessment, startAssessment } from './assessment.js';
import { raiseConcern } from './concern.js';
import { giveConsent } from './consent.js';
import type { Telling } from './family-known.js';
import { readTable } from './measured.js';
import { askPanel, decideItem, setUpPanel, sitInquorate } from './panel.js';
import { registerFamily } from './prologue.js';
import {
  acceptCounselling,
  referToCamhs,
  referToCounselling,
  startCounselling,
} from './referrals.js';
import { agreePlan, holdReview, recordSession } from './team.js';

/** The whole story, in its order; answers the table of what is expected and what was measured. */
export const tellStory = async (telling: Telling, teller: Teller): Promise<readonly Row[]> => {
  teller.chapter('Before 13 January: the family is known to the index, the panel has its dates');
  const known = await registerFamily(telling);
  const panel = await setUpPanel(telling);
  teller.chapter('A concern');
  const episode = await raiseConcern(telling, known);
  teller.chapter('The family decides what is shared, and with whom');
  const consents = await giveConsent(telling, known, episode);
  teller.chapter('One assessment for three children');
  const assessed = await startAssessment(telling, known, episode);
  await completeAssessment(telling, known, assessed);
  teller.chapter('A team, a lead, a plan');
  const actions = await agreePlan(telling, known, episode);
  teller.chapter('The panel');
  const item = await askPanel(telling, panel, episode);
  const reconvened = await sitInquorate(telling, panel, item);
  await decideItem(telling, reconvened, item);
  teller.chapter('Referrals');
  await recordSession(telling, episode, actions);
  const declined = await referToCamhs(telling, known, episode, consents.mothers);
  const counselling = await referToCounselling(telling, known, episode, consents.mothers, declined);
  await acceptCounselling(telling, counselling);
  teller.chapter('The review');
  await holdReview(telling, known, episode, actions);
  await startCounselling(telling, counselling);
  const table = await readTable(telling, known, episode);
  teller.chapter('Afterwards, another family: consent is withdrawn; and who may not see');
  const withdrawn = await withdrawConsent(telling, teller);
  const refused = await lookWhereOneMayNot(telling, teller, assessed.assessment);
  return [...table, ...withdrawn, ...refused];
};
