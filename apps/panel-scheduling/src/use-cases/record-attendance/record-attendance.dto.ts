import { IsUUID, Matches } from 'class-validator';
import { Occurrence } from '@onestory/service';

export class RecordAttendanceDto extends Occurrence {
  @Matches(/^[a-z][a-z0-9_]{0,49}$/, { message: 'is not a code like health' })
  readonly seat!: string;

  /** The member, or a deputy of the seat's agency. */
  @IsUUID()
  readonly member!: string;
}
