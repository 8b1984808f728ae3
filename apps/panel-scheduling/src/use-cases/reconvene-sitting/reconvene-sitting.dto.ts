import { IsDay, Occurrence } from '@onestory/service';

export class ReconveneSittingDto extends Occurrence {
  /** When the panel meets again, before its next regular sitting or on its day. */
  @IsDay()
  readonly date!: string;
}
