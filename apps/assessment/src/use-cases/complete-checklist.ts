import { Body, Controller, Param, Post } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsDefined, IsIn, IsOptional, IsUUID, ValidateNested } from 'class-validator';
import type { ChildId, EpisodeId, Id } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, IsText, Occurrence } from '@onestory/service';
import { on, contentOf } from '@onestory/service';
import { raisedAt, refuseOutside } from '../domain/concern.js';
import { ANSWERS, completePreAssessment, OUTCOMES } from '../domain/pre-assessment.js';
import type { Answer, Outcome } from '../domain/pre-assessment.js';
import { concernHistory } from '../history/concern.codec.js';
import { preAssessmentHistory } from '../history/pre-assessment.codec.js';

/** Does the child appear ... */
class AnswersRequest {
  @IsIn(ANSWERS)
  readonly healthy!: Answer;

  @IsIn(ANSWERS)
  readonly safe!: Answer;

  /** Learning and developing well. */
  @IsIn(ANSWERS)
  readonly learning!: Answer;

  /** Having a positive impact on others. */
  @IsIn(ANSWERS)
  readonly positiveImpact!: Answer;

  /** Free from the negative impact of poverty. */
  @IsIn(ANSWERS)
  readonly freeFromPovertyImpact!: Answer;
}

class CompleteChecklistRequest extends Occurrence {
  /** One of the children of this episode. */
  @IsUUID()
  readonly child!: ChildId;

  @IsDefined()
  @ValidateNested()
  @Type(() => AnswersRequest)
  readonly answers!: AnswersRequest;

  @IsOptional()
  @IsText(4000)
  readonly notes?: string;

  /** What comes next. A safeguarding referral waits for nobody's consent. */
  @IsIn(OUTCOMES)
  readonly outcome!: Outcome;

  /** Why. */
  @IsText(4000)
  readonly reason!: string;
}

@Controller('episodes/:episode/checklists')
export class CompleteChecklist {
  constructor(private readonly door: Doorkeeper) {}

  @Post()
  @Act('assessment.complete-checklist')
  complete(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() body: CompleteChecklistRequest,
    @AskedBy() asked: Asked,
  ) {
    const said = { ...contentOf(body), episode, by: asked.by, byAgency: asked.actor.agency };
    const decision = async () => {
      const { state: concern } = await asked.load(concernHistory, said.child);
      refuseOutside(concern, episode);
      return completePreAssessment({ ...said, concernRaised: raisedAt(concern, episode) });
    };
    const id = asked.newId<Id<'pre-assessment'>>('preAssessment');
    return this.door.fetchAndDecide(asked, preAssessmentHistory, id, decision, body, {
      on: on('episode', episode),
      createsAt: () => `/checklists/${id}`,
    });
  }
}
