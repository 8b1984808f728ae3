import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { Occurrence } from '@onestory/service';

export class NotedViewDto {
  @IsUUID()
  readonly item!: string;

  /** What those present thought: it decides nothing. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(4000)
  readonly view!: string;
}

export class DeclareInquorateDto extends Occurrence {
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => NotedViewDto)
  readonly views?: NotedViewDto[];
}
