import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import type { Decided } from '@onestory/event-sourcing';
import { StreamsOf } from '@onestory/service';
import { leave } from '../../domain/convening.js';
import type { Sitting, SittingFact } from '../../domain/sitting.js';
import { sittingHistory } from '../../history/sitting.codec.js';
import { RecordDeparture } from './record-departure.command.js';

@CommandHandler(RecordDeparture)
export class RecordDepartureHandler implements ICommandHandler<RecordDeparture> {
  constructor(
    @StreamsOf(sittingHistory) private readonly sittings: Streams<Sitting, SittingFact>,
  ) {}

  execute({ sitting, seat, when }: RecordDeparture): Promise<Decided<Sitting, SittingFact>> {
    return this.sittings.decide(sitting, leave({ seat }), when);
  }
}
