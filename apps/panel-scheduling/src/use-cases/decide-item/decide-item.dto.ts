import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsText, Occurrence } from '@onestory/service';

export class FundingDto {
  /** A code: `pooled_fund`. */
  @Matches(/^[a-z][a-z0-9_]{0,49}$/, { message: 'is not a code like pooled_fund' })
  readonly source!: string;

  @IsInt()
  @Min(1)
  @Max(100)
  readonly percent!: number;
}

export class DecisionDto {
  @IsIn(['package', 'key_worker'])
  readonly kind!: string;
}

export class PackageDto extends DecisionDto {
  /** What the family is given, in plain words. */
  @IsOptional()
  @IsText(4000)
  readonly what?: string;

  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => FundingDto)
  readonly funding!: FundingDto[];
}

export class KeyWorkerDto extends DecisionDto {
  @IsUUID()
  readonly worker!: string;

  @IsUUID()
  readonly agency!: string;

  @IsInt()
  @Min(1)
  @Max(520)
  readonly weeks!: number;
}

export class DecideItemDto extends Occurrence {
  /** At which the panel decided. */
  @IsUUID()
  readonly sitting!: string;

  /** A package, a key worker, or both: all of them or none. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(2)
  @ValidateNested({ each: true })
  @Type(() => DecisionDto, {
    discriminator: {
      property: 'kind',
      subTypes: [
        { name: 'package', value: PackageDto },
        { name: 'key_worker', value: KeyWorkerDto },
      ],
    },
    keepDiscriminatorProperty: true,
  })
  readonly decisions!: (PackageDto | KeyWorkerDto)[];
}
