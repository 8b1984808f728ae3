import { Body, Controller, Post } from '@nestjs/common';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsNotEmpty, IsOptional } from 'class-validator';
import { IsString, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import type { ChildId, LocalDate } from '@onestory/kernel';
import { Act, Asked, AskedBy, Doorkeeper, IsDay, IsText } from '@onestory/service';
import { Occurrence, on, contentOf } from '@onestory/service';
import { GENDERS, NO_NHS_NUMBER_REASONS } from '../domain/child.js';
import type { Gender, NoNhsNumberReason } from '../domain/child.js';
import { refuseUnregistered, registerChild } from '../domain/registering.js';
import { childHistory } from '../history/child.codec.js';
import { registeredCarers } from '../read-models/registered-carers/registered-carers.query.js';
import { CarerOfChildRequest } from './carer-of-child.dto.js';
import { NameRequest } from './name.dto.js';

class MultipleBirthRequest {
  @IsInt()
  @Min(1)
  @Max(10)
  readonly order!: number;

  @IsInt()
  @Min(2)
  @Max(10)
  readonly of!: number;
}

class RegisterChildRequest extends Occurrence {
  @ValidateNested()
  @IsNotEmpty()
  @Type(() => NameRequest)
  readonly name!: NameRequest;

  @IsDay()
  readonly dateOfBirth!: LocalDate;

  @IsIn(GENDERS)
  readonly gender!: Gender;

  /** Ten digits; spaces are taken as on a letter. Either this or why it is not known. */
  @IsOptional()
  @IsString()
  @MaxLength(20)
  readonly nhsNumber?: string;

  @IsOptional()
  @IsIn(NO_NHS_NUMBER_REASONS)
  readonly noNhsNumberReason?: NoNhsNumberReason;

  @IsOptional()
  @IsText(500)
  readonly address?: string;

  @IsOptional()
  @IsText(20)
  readonly postcode?: string;

  /** Born together with others: which of them. */
  @IsOptional()
  @ValidateNested()
  @Type(() => MultipleBirthRequest)
  readonly multipleBirth?: MultipleBirthRequest;

  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => CarerOfChildRequest)
  readonly carers!: CarerOfChildRequest[];
}

@Controller('children')
export class RegisterChild {
  constructor(private readonly door: Doorkeeper) {}

  @Post()
  @Act('child-index.register-child')
  register(@Body() body: RegisterChildRequest, @AskedBy() asked: Asked) {
    const child = asked.newId<ChildId>('child');
    const said = contentOf(body);
    const decision = async () => {
      refuseUnregistered(said.carers, await asked.ask(registeredCarers(said.carers)));
      return registerChild({ child, ...said });
    };
    return this.door.fetchAndDecide(asked, childHistory, child, decision, body, {
      on: on('area', asked.area),
      createsAt: () => `/children/${child}`,
    });
  }
}
