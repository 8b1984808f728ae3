import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import type { ChildId, ConsentId, ReferralId, ServiceId } from '@onestory/kernel';
import { Occurrence } from '@onestory/service';
import { REASONS_WITHOUT_CONSENT } from '../../domain/referral.js';
import type { ReasonWithoutConsent } from '../../domain/referral.js';

/** Either the consents that it rests on, or why it is right to send it without. */
export class BasisDto {
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @IsUUID('all', { each: true })
  readonly consents?: ConsentId[];

  @IsOptional()
  @IsIn(REASONS_WITHOUT_CONSENT)
  readonly without?: ReasonWithoutConsent;

  /** In words that the family could read. */
  @IsOptional()
  @IsString()
  @MaxLength(4000)
  readonly reason?: string;
}

export class SendReferralDto extends Occurrence {
  /** Children of the episode. */
  @IsArray()
  @ArrayMaxSize(20)
  @IsUUID('all', { each: true })
  readonly children!: ChildId[];

  /** A service of the register: whose it is, and whether it is sensitive, is said there. */
  @IsUUID()
  readonly service!: ServiceId;

  /** Why the service is asked, in words that the family could read. */
  @IsString()
  @MaxLength(4000)
  readonly reason!: string;

  /** What the directory said of the service's capacity, with its age. */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  readonly capacitySeen?: string;

  @ValidateNested()
  @Type(() => BasisDto)
  readonly basis!: BasisDto;

  /** The declined referral that this one redirects. */
  @IsOptional()
  @IsUUID()
  readonly follows?: ReferralId;

  /** Why it is sent although another is open. */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  readonly sentAnyway?: string;
}
