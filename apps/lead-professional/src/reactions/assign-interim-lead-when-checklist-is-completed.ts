import { PreAssessmentCompletedV1 } from '@onestory/contracts';
import { when } from '@onestory/service';
import { AssignInterimLead } from '../use-cases/assign-interim-lead/assign-interim-lead.command.js';

/** Whoever offers an assessment holds the baton, so that the family is never without somebody to turn to. */
export const assignInterimLeadWhenChecklistIsCompleted = when(
  PreAssessmentCompletedV1,
  'assign-interim-lead',
  ({ data }) => {
    if (data.outcome !== 'common_assessment') return [];
    const given = { lead: data.by, agency: data.byAgency };
    const command = new AssignInterimLead(data.episode, given);
    return [{ stream: `episode-${data.episode}`, command }];
  },
);
