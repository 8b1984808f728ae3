import { ArrayMaxSize, IsArray, IsOptional } from 'class-validator';
import { IsText } from '@onestory/service';

/** What somebody is called. */
export class NameRequest {
  @IsText(200)
  readonly given!: string;

  @IsText(200)
  readonly family!: string;

  /** Former and other names. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @IsText(200, { each: true })
  readonly aka?: string[];
}
