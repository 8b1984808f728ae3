import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import type { CarerId } from '@onestory/kernel';
import { StreamsOf } from '@onestory/service';
import type { Carer, CarerFact } from '../../domain/carer.js';
import { carerHistory } from '../../history/carer.codec.js';
import { RegisteredCarers } from './registered-carers.query.js';

/** From their own streams: a carer registered a moment ago is known at once. */
@QueryHandler(RegisteredCarers)
export class RegisteredCarersHandler implements IQueryHandler<RegisteredCarers> {
  constructor(@StreamsOf(carerHistory) private readonly carers: Streams<Carer, CarerFact>) {}

  async execute({ area, carers }: RegisteredCarers): Promise<readonly CarerId[]> {
    const loaded = await Promise.all(carers.map((carer) => this.carers.load(carer)));
    return carers.filter((_, index) => loaded[index]?.facts[0]?.area === area);
  }
}
