import { Body, Controller, Post } from '@nestjs/common';
import { Act, AskedBy, Doorkeeper, momentOf, on, saidIn } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { RegisterCarer } from './register-carer.command.js';
import { RegisterCarerDto } from './register-carer.dto.js';

@Controller('carers')
export class RegisterCarerController {
  constructor(private readonly doors: Doorkeeper) {}

  @Post()
  @Act('child-index.register-carer')
  register(@Body() body: RegisterCarerDto, @AskedBy() asked: Asked) {
    return this.doors.command(
      asked,
      on('area', asked.actor.area),
      new RegisterCarer(saidIn(body), momentOf(body)),
      { createsAt: (id) => `/carers/${id}` },
    );
  }
}
