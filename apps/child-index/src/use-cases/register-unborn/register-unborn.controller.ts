import { Body, Controller, Post } from '@nestjs/common';
import { Act, AskedBy, Doorkeeper, momentOf, on, saidIn } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { motherAmong } from '../../domain/registering.js';
import { RegisterUnborn } from './register-unborn.command.js';
import { RegisterUnbornDto } from './register-unborn.dto.js';

@Controller('unborn-children')
export class RegisterUnbornController {
  constructor(private readonly doors: Doorkeeper) {}

  @Post()
  @Act('child-index.register-unborn')
  register(@Body() body: RegisterUnbornDto, @AskedBy() asked: Asked) {
    return this.doors.command(
      asked,
      on('mother', motherAmong(body.carers).carer),
      new RegisterUnborn(saidIn(body), momentOf(body)),
      { createsAt: (id) => `/children/${id}`, readModel: 'index_entries_v1' },
    );
  }
}
