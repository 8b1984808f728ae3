import { PreAssessmentCompletedV1 } from '@onestory/contracts';
import { decideOn, when } from '@onestory/service';
import { assignInterimLead } from '../domain/leading.js';
import { episodeHistory } from '../history/episode.codec.js';

/** The practitioner who offers an assessment holds the baton, so that the family always has somebody to turn to. */
export const assignInterimLeadWhenChecklistIsCompleted = when(
  PreAssessmentCompletedV1,
  'assign-interim-lead',
  ({ data }) => {
    if (data.outcome !== 'common_assessment') return [];
    const decision = assignInterimLead({ lead: data.by, agency: data.byAgency });
    return [decideOn(episodeHistory, data.episode, decision)];
  },
);
