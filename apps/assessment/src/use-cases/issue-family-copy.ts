import { Body, Controller, Param, Post } from '@nestjs/common';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsArray, IsIn, IsInt } from 'class-validator';
import { IsUUID, Max, Min } from 'class-validator';
import type { AssessmentId, PersonId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, IsText, Occurrence } from '@onestory/service';
import { contentOf } from '@onestory/service';
import { childrenIn, COPY_FORMATS } from '../domain/assessment.js';
import type { FamilyCopy } from '../domain/assessment.js';
import { issueFamilyCopy } from '../domain/completing.js';
import { assessmentHistory } from '../history/assessment.codec.js';
import { householdOf } from '../read-models/household/household.query.js';

class IssueFamilyCopyRequest extends Occurrence {
  @IsInt()
  @Min(1)
  @Max(10_000)
  readonly version!: number;

  /** BCP 47: `fa-AF` is Dari. */
  @IsText(35)
  readonly language!: string;

  @IsIn(COPY_FORMATS)
  readonly format!: FamilyCopy['format'];

  /** Children of the assessment, or carers of theirs. */
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(30)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  readonly to!: PersonId[];
}

@Controller('assessments/:assessment/family-copies')
export class IssueFamilyCopy {
  constructor(private readonly door: Doorkeeper) {}

  @Post()
  @Act('assessment.issue-copy')
  issue(
    @Param('assessment', AnId) id: AssessmentId,
    @Body() said: IssueFamilyCopyRequest,
    @AskedBy() asked: Asked,
  ) {
    const decision = async () => {
      const { state } = await asked.load(assessmentHistory, id);
      const { carers } = await asked.ask(householdOf(childrenIn(state)));
      return issueFamilyCopy(contentOf(said), carers);
    };
    return this.door.fetchAndDecide(asked, assessmentHistory, id, decision, said);
  }
}
