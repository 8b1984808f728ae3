import { Matches } from 'class-validator';
import { Occurrence } from '@onestory/service';

export class RecordDepartureDto extends Occurrence {
  /** Whose member or deputy left the meeting. */
  @Matches(/^[a-z][a-z0-9_]{0,49}$/, { message: 'is not a code like health' })
  readonly seat!: string;
}
