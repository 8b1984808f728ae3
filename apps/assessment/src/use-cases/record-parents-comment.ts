import { Body, Controller, Param, Post } from '@nestjs/common';
import { IsOptional, IsUUID } from 'class-validator';
import type { AssessmentId, CarerId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, malformed } from '@onestory/service';
import { recordParentsComment } from '../domain/assessing.js';
import { childrenIn } from '../domain/assessment.js';
import { assessmentHistory } from '../history/assessment.codec.js';
import { householdOf } from '../read-models/household/household.query.js';
import { commentedIn, CommentRequest } from './comment.dto.js';

class ParentsCommentRequest extends CommentRequest {
  /** Whose comment it is; may be left out where nobody commented. */
  @IsOptional()
  @IsUUID()
  readonly carer?: CarerId;
}

type Given = Parameters<typeof recordParentsComment>[0];

const givenIn = (body: ParentsCommentRequest): Given => {
  const said = commentedIn(body);
  const { carer } = body;
  if ('comment' in said && carer === undefined)
    throw malformed([{ pointer: '#/carer', detail: 'is needed: whose comment is it?' }]);
  return { ...said, ...(carer !== undefined && { carer }) } as Given;
};

@Controller('assessments/:assessment/parent-comments')
export class RecordParentsComment {
  constructor(private readonly door: Doorkeeper) {}

  @Post()
  @Act('assessment.record-entry')
  record(
    @Param('assessment', AnId) id: AssessmentId,
    @Body() body: ParentsCommentRequest,
    @AskedBy() asked: Asked,
  ) {
    const said = givenIn(body);
    const decision = async () => {
      const { state } = await asked.load(assessmentHistory, id);
      const { carers } = await asked.ask(householdOf(childrenIn(state)));
      return recordParentsComment(said, carers);
    };
    return this.door.fetchAndDecide(asked, assessmentHistory, id, decision, body);
  }
}
