import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { currentContext, Streams } from '@onestory/event-sourcing';
import type { Decided } from '@onestory/event-sourcing';
import { idFrom } from '@onestory/kernel';
import type { CarerId } from '@onestory/kernel';
import { StreamsOf } from '@onestory/service';
import { registerCarer } from '../../domain/carer.js';
import type { Carer, CarerFact } from '../../domain/carer.js';
import { carerHistory } from '../../history/carer.codec.js';
import { RegisterCarer } from './register-carer.command.js';

@CommandHandler(RegisterCarer)
export class RegisterCarerHandler implements ICommandHandler<RegisterCarer> {
  constructor(@StreamsOf(carerHistory) private readonly carers: Streams<Carer, CarerFact>) {}

  execute({ carer: given, when }: RegisterCarer): Promise<Decided<Carer, CarerFact>> {
    const carer = idFrom<CarerId>('carer', currentContext().command);
    return this.carers.decide(carer, registerCarer({ carer, ...given }), when);
  }
}
