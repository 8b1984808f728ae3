import { ArrayMaxSize, ArrayMinSize, IsArray, IsOptional, IsUUID } from 'class-validator';
import { IsText, Occurrence } from '@onestory/service';

export class SubmitItemDto extends Occurrence {
  @IsUUID()
  readonly series!: string;

  /** What the panel is asked for, in plain words. */
  @IsText(4000)
  readonly ask!: string;

  /**
   * Agencies of the panel's seats that will see the item, the chair's among them. Left out: every seat's whom
   * nobody who has spoken has refused. The consents that each rests on are those in force.
   */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @IsUUID(undefined, { each: true })
  readonly recipients?: string[];

  /** Who presents it; the lead where it is left out. */
  @IsOptional()
  @IsUUID()
  readonly presenter?: string;
}
