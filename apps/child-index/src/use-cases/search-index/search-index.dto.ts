import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import type { LocalDate } from '@onestory/kernel';
import { IsDay } from '@onestory/service';
import { SEARCH_REASONS } from '../../domain/index-search.js';
import type { SearchReason } from '../../domain/index-search.js';

/** A name and one of date of birth, expected date, postcode, carer; or an NHS number and a date of birth. */
export class SearchIndexDto {
  /** The child's name; of an unborn child the mother's. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  readonly name?: string;

  @IsOptional()
  @IsDay()
  readonly dateOfBirth?: LocalDate;

  @IsOptional()
  @IsDay()
  readonly expectedDate?: LocalDate;

  @IsOptional()
  @IsString()
  @MaxLength(20)
  readonly postcode?: string;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  readonly carerName?: string;

  @IsOptional()
  @IsString()
  @MaxLength(20)
  readonly nhsNumber?: string;

  @IsIn(SEARCH_REASONS)
  readonly reason!: SearchReason;

  /** In a sentence. The family can see it. */
  @IsString()
  @MaxLength(1000)
  readonly why!: string;
}
