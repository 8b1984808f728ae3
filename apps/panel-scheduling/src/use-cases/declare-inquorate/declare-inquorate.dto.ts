import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, IsUUID, ValidateNested } from 'class-validator';
import { IsText, Occurrence } from '@onestory/service';

export class NotedViewDto {
  @IsUUID()
  readonly item!: string;

  /** What those present thought: it decides nothing. */
  @IsText(4000)
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
