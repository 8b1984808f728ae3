import {
  ArrayMaxSize,
  IsArray,
  IsNotEmpty,
  IsOptional,
  IsString,
  MaxLength,
} from 'class-validator';

/** What somebody is called. */
export class NameDto {
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  readonly given!: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  readonly family!: string;

  /** Former and other names. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @IsString({ each: true })
  @IsNotEmpty({ each: true })
  @MaxLength(200, { each: true })
  readonly aka?: string[];
}
