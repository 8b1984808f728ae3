import { IsIn } from 'class-validator';
import { IsText, Occurrence } from '@onestory/service';
import { CONCERN_SOURCES } from '../../domain/concern.js';
import type { ConcernSource } from '../../domain/concern.js';

export class RecordConcernDto extends Occurrence {
  /** What was seen or said, in plain words. */
  @IsText(4000)
  readonly concern!: string;

  /** Who raised it. */
  @IsIn(CONCERN_SOURCES)
  readonly source!: ConcernSource;
}
