import { Body, Controller, Post } from '@nestjs/common';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, ValidateNested } from 'class-validator';
import type { ChildId, LocalDate } from '@onestory/kernel';
import {
  Act,
  Asked,
  AskedBy,
  Doorkeeper,
  IsDay,
  Occurrence,
  on,
  contentOf,
} from '@onestory/service';
import { motherAmong, refuseUnregistered, registerUnborn } from '../domain/registering.js';
import { childHistory } from '../history/child.codec.js';
import { INDEX_ENTRIES } from '../read-models/index-search/index-entries.query.js';
import { registeredCarers } from '../read-models/registered-carers/registered-carers.query.js';
import { CarerOfChildRequest } from './carer-of-child.dto.js';

class RegisterUnbornRequest extends Occurrence {
  @IsDay()
  readonly expectedDate!: LocalDate;

  /** The mother among them. */
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => CarerOfChildRequest)
  readonly carers!: CarerOfChildRequest[];
}

@Controller('unborn-children')
export class RegisterUnborn {
  constructor(private readonly door: Doorkeeper) {}

  @Post()
  @Act('child-index.register-unborn')
  register(@Body() body: RegisterUnbornRequest, @AskedBy() asked: Asked) {
    const child = asked.newId<ChildId>('child');
    const said = contentOf(body);
    const decision = async () => {
      refuseUnregistered(said.carers, await asked.ask(registeredCarers(said.carers)));
      return registerUnborn({ child, ...said });
    };
    return this.door.fetchAndDecide(asked, childHistory, child, decision, body, {
      on: on('mother', motherAmong(said.carers).carer),
      createsAt: () => `/children/${child}`,
      readModel: INDEX_ENTRIES,
    });
  }
}
