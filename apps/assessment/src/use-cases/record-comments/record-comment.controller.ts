import { Body, Controller, Param, Post } from '@nestjs/common';
import type { AssessmentId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, malformed, momentOf, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { RecordChildsComment, RecordParentsComment } from './record-comment.command.js';
import type { Commented } from './record-comment.command.js';
import { ChildsCommentDto, ParentsCommentDto } from './record-comment.dto.js';
import type { CommentDto } from './record-comment.dto.js';

const commentedIn = ({ comment, how, notGiven }: CommentDto): Commented => {
  if (comment !== undefined && notGiven === undefined)
    return { comment, ...(how !== undefined && { how }) };
  if (notGiven !== undefined && comment === undefined && how === undefined) return { notGiven };
  const detail = 'is needed, or notGiven with the reason why there is none: give one of them';
  throw malformed([{ pointer: '#/comment', detail }]);
};

@Controller('assessments/:assessment')
export class RecordCommentController {
  constructor(private readonly doors: Doorkeeper) {}

  @Post('child-comments')
  @Act('assessment.record-entry')
  ofChild(
    @Param('assessment', AnId) assessment: AssessmentId,
    @Body() body: ChildsCommentDto,
    @AskedBy() asked: Asked,
  ) {
    const said = commentedIn(body);
    const command = new RecordChildsComment(assessment, body.child, said, momentOf(body));
    return this.doors.command(asked, on('assessment', assessment), command);
  }

  @Post('parent-comments')
  @Act('assessment.record-entry')
  ofParent(
    @Param('assessment', AnId) assessment: AssessmentId,
    @Body() body: ParentsCommentDto,
    @AskedBy() asked: Asked,
  ) {
    const said = commentedIn(body);
    if ('comment' in said && body.carer === undefined)
      throw malformed([{ pointer: '#/carer', detail: 'is needed: whose comment is it?' }]);
    const command = new RecordParentsComment(assessment, body.carer, said, momentOf(body));
    return this.doors.command(asked, on('assessment', assessment), command);
  }
}
