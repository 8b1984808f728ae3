import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsDay, IsText, Occurrence } from '@onestory/service';

const SEAT = /^[a-z][a-z0-9_]{0,49}$/;

export class CadenceDto {
  @IsInt()
  @Min(1)
  @Max(52)
  readonly everyWeeks!: number;

  /** 1 is Monday. */
  @IsInt()
  @Min(1)
  @Max(7)
  readonly weekday!: number;
}

export class SeatDto {
  /** A code: `health`. */
  @Matches(SEAT, { message: 'is not a code like education_welfare' })
  readonly seat!: string;

  @IsUUID()
  readonly agency!: string;

  /** Who usually sits there; anybody of the agency may deputise. */
  @IsOptional()
  @IsUUID()
  readonly member?: string;

  @IsOptional()
  @IsIn(['chair', 'vice'])
  readonly chair?: 'chair' | 'vice';
}

export class QuorumDto {
  /** Of the seats, rounded up: [2, 3] is two thirds. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(2)
  @ArrayMaxSize(2)
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(100, { each: true })
  readonly fraction?: [number, number];

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @Matches(SEAT, { each: true, message: 'holds what is not a code like health' })
  readonly requiredSeats?: string[];

  @IsOptional()
  @IsBoolean()
  readonly chairOrVice?: boolean;
}

export class SetSeriesDto extends Occurrence {
  @IsText(200)
  readonly name!: string;

  /** The first sitting. */
  @IsDay()
  readonly from!: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => SeatDto)
  readonly seats!: SeatDto[];

  /** The area's policy where it is left out, as with the quorum and the agenda's close. */
  @IsOptional()
  @ValidateNested()
  @Type(() => CadenceDto)
  readonly cadence?: CadenceDto;

  @IsOptional()
  @ValidateNested()
  @Type(() => QuorumDto)
  readonly quorum?: QuorumDto;

  /** How many working days before a sitting its agenda closes. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(60)
  readonly agendaClosesWorkingDays?: number;
}
