import { IsUUID, Matches } from 'class-validator';
import { IsText, Occurrence } from '@onestory/service';

export class DeclareConflictDto extends Occurrence {
  @IsUUID()
  readonly item!: string;

  /** Of whoever has the interest. */
  @Matches(/^[a-z][a-z0-9_]{0,49}$/, { message: 'is not a code like housing' })
  readonly seat!: string;

  @IsText(1000)
  readonly interest!: string;
}
