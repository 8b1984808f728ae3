import { Body, Controller, Param, Post } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsDefined,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import type { AssessmentId, ChildId, LocalDate } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, IsDay, IsText } from '@onestory/service';
import { malformed, Occurrence, contentOf } from '@onestory/service';
import { recordDetails } from '../domain/assessing.js';
import { INTERPRETERS } from '../domain/assessment.js';
import type { IdentifyingDetails, Interpreter } from '../domain/assessment.js';
import { assessmentHistory } from '../history/assessment.codec.js';

/** As the assessor heard it; the child index is never asked for it. */
class DetailsRequest {
  /** Before birth: `Unborn baby of` and the mother's name. */
  @IsText(200)
  readonly name!: string;

  /** Given for a child who is born. */
  @IsOptional()
  @IsDay()
  readonly dateOfBirth?: LocalDate;

  /** Given for an unborn child, in place of the date of birth. */
  @IsOptional()
  @IsDay()
  readonly expectedDate?: LocalDate;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @IsText(200, { each: true })
  readonly alsoKnownAs?: string[];

  @IsOptional()
  @IsText(100)
  readonly gender?: string;

  @IsOptional()
  @IsText(500)
  readonly address?: string;

  @IsOptional()
  @IsText(10)
  readonly postcode?: string;

  @IsOptional()
  @IsString()
  @MaxLength(50)
  readonly phone?: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @IsText(100, { each: true })
  readonly languages?: string[];

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @IsText(100, { each: true })
  readonly parentsLanguages?: string[];

  @IsOptional()
  @IsText(100)
  readonly ethnicity?: string;

  @IsOptional()
  @IsText(100)
  readonly religion?: string;

  @IsOptional()
  @IsText(1000)
  readonly disability?: string;

  @IsOptional()
  @IsText(200)
  readonly immigrationStatus?: string;

  @IsOptional()
  @IsText(1000)
  readonly specialRequirements?: string;
}

class RecordDetailsRequest extends Occurrence {
  @IsUUID()
  readonly child!: ChildId;

  @IsDefined()
  @ValidateNested()
  @Type(() => DetailsRequest)
  readonly details!: DetailsRequest;

  @IsOptional()
  @IsIn(INTERPRETERS)
  readonly interpreter?: Interpreter;
}

const detailsOf = ({ dateOfBirth, expectedDate, ...rest }: DetailsRequest): IdentifyingDetails => {
  if (dateOfBirth !== undefined && expectedDate === undefined) return { ...rest, dateOfBirth };
  if (expectedDate !== undefined && dateOfBirth === undefined) return { ...rest, expectedDate };
  const detail = 'needs dateOfBirth, or expectedDate before birth: give one of them';
  throw malformed([{ pointer: '#/details', detail }]);
};

@Controller('assessments/:assessment/details')
export class RecordDetails {
  constructor(private readonly door: Doorkeeper) {}

  @Post()
  @Act('assessment.record-entry')
  record(
    @Param('assessment', AnId) id: AssessmentId,
    @Body() body: RecordDetailsRequest,
    @AskedBy() asked: Asked,
  ) {
    const said = contentOf(body);
    const decision = recordDetails({ ...said, details: detailsOf(said.details) });
    return this.door.decide(asked, assessmentHistory, id, decision, body);
  }
}
