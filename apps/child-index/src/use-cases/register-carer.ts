import { Body, Controller, Post } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsNotEmpty, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import type { CarerId, LocalDate } from '@onestory/kernel';
import { Act, Asked, AskedBy, Doorkeeper, IsDay, IsText } from '@onestory/service';
import { Occurrence, on, contentOf } from '@onestory/service';
import { registerCarer } from '../domain/carer.js';
import { carerHistory } from '../history/carer.codec.js';
import { NameRequest } from './name.dto.js';

class RegisterCarerRequest extends Occurrence {
  @ValidateNested()
  @IsNotEmpty()
  @Type(() => NameRequest)
  readonly name!: NameRequest;

  @IsOptional()
  @IsString()
  @MaxLength(50)
  readonly phone?: string;

  @IsOptional()
  @IsText(500)
  readonly address?: string;

  @IsOptional()
  @IsText(20)
  readonly postcode?: string;

  @IsOptional()
  @IsDay()
  readonly dateOfBirth?: LocalDate;

  /** Ten digits; spaces are taken as on a letter. */
  @IsOptional()
  @IsString()
  @MaxLength(20)
  readonly nhsNumber?: string;
}

@Controller('carers')
export class RegisterCarer {
  constructor(private readonly door: Doorkeeper) {}

  @Post()
  @Act('child-index.register-carer')
  register(@Body() said: RegisterCarerRequest, @AskedBy() asked: Asked) {
    const carer = asked.newId<CarerId>('carer');
    const decision = registerCarer({ carer, ...contentOf(said) });
    return this.door.decide(asked, carerHistory, carer, decision, said, {
      on: on('area', asked.area),
      createsAt: () => `/carers/${carer}`,
    });
  }
}
