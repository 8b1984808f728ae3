import { Body, Controller, Param, Post } from '@nestjs/common';
import type { AssessmentId } from '@onestory/kernel';
import {
  Act,
  AnId,
  Asked,
  AskedBy,
  Doorkeeper,
  momentSaid,
  NeedsRevision,
} from '@onestory/service';
import { NotYetKnown, Occurrence } from '@onestory/service';
import { childrenIn } from '../domain/assessment.js';
import { completeAssessment } from '../domain/completing.js';
import { assessmentHistory } from '../history/assessment.codec.js';
import { knownConsent } from '../read-models/known-consent/known-consent.query.js';

@Controller('assessments/:assessment/completion')
export class CompleteAssessment {
  constructor(private readonly door: Doorkeeper) {}

  /** Makes the next version of what was read: whatever came in between is read first. */
  @Post()
  @Act('assessment.complete')
  @NeedsRevision()
  complete(
    @Param('assessment', AnId) id: AssessmentId,
    @Body() said: Occurrence,
    @AskedBy() asked: Asked,
  ) {
    const consentTo = async () => {
      const { state } = await asked.load(assessmentHistory, id);
      if (state.stage === 'not started') return 'none';
      const { agency } = asked.actor;
      const { episode } = state;
      const about = { agency, episode, children: childrenIn(state), at: momentSaid(said) };
      return asked.ask(knownConsent(about));
    };
    const decision = async () => {
      const consent = await consentTo();
      if (consent === 'not yet known') throw new NotYetKnown("The family's decision on consent");
      return completeAssessment({ by: asked.by, consent });
    };
    return this.door.fetchAndDecide(asked, assessmentHistory, id, decision, said);
  }
}
