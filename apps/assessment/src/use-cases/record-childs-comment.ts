import { Body, Controller, Param, Post } from '@nestjs/common';
import { IsUUID } from 'class-validator';
import type { AssessmentId, ChildId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper } from '@onestory/service';
import { recordChildsComment } from '../domain/assessing.js';
import { assessmentHistory } from '../history/assessment.codec.js';
import { commentedIn, CommentRequest } from './comment.dto.js';

class ChildsCommentRequest extends CommentRequest {
  @IsUUID()
  readonly child!: ChildId;
}

@Controller('assessments/:assessment/child-comments')
export class RecordChildsComment {
  constructor(private readonly door: Doorkeeper) {}

  @Post()
  @Act('assessment.record-entry')
  record(
    @Param('assessment', AnId) id: AssessmentId,
    @Body() said: ChildsCommentRequest,
    @AskedBy() asked: Asked,
  ) {
    const decision = recordChildsComment({ child: said.child, ...commentedIn(said) });
    return this.door.decide(asked, assessmentHistory, id, decision, said);
  }
}
