import { Body, Controller, Post } from '@nestjs/common';
import { Act, AskedBy, Doorkeeper, momentOf, on, saidIn } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { RegisterChild } from './register-child.command.js';
import { RegisterChildDto } from './register-child.dto.js';

@Controller('children')
export class RegisterChildController {
  constructor(private readonly doors: Doorkeeper) {}

  @Post()
  @Act('child-index.register-child')
  register(@Body() body: RegisterChildDto, @AskedBy() asked: Asked) {
    return this.doors.command(
      asked,
      on('area', asked.actor.area),
      new RegisterChild(saidIn(body), momentOf(body)),
      { createsAt: (id) => `/children/${id}` },
    );
  }
}
