import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import type { Decided } from '@onestory/event-sourcing';
import { IsIn } from 'class-validator';
import type { SittingId } from '@onestory/kernel';
import {
  Act,
  AnId,
  AskedBy,
  Doorkeeper,
  momentOf,
  Occurrence,
  on,
  StreamsOf,
} from '@onestory/service';
import type { Asked } from '@onestory/service';
import { cancelSitting } from '../../domain/meeting-again.js';
import { CALLED_OFF } from '../../domain/sitting.js';
import type { CalledOffReason, Sitting, SittingFact } from '../../domain/sitting.js';
import { sittingHistory } from '../../history/sitting.codec.js';
import { CancelSitting } from './cancel-sitting.command.js';

export class CancelSittingDto extends Occurrence {
  @IsIn(CALLED_OFF)
  readonly reason!: CalledOffReason;
}

@CommandHandler(CancelSitting)
export class CancelSittingHandler implements ICommandHandler<CancelSitting> {
  constructor(
    @StreamsOf(sittingHistory) private readonly sittings: Streams<Sitting, SittingFact>,
  ) {}

  execute({ sitting, reason, when }: CancelSitting): Promise<Decided<Sitting, SittingFact>> {
    return this.sittings.decide(sitting, cancelSitting({ reason }), when);
  }
}

@Controller('sittings/:sitting/cancellation')
export class CancelSittingController {
  constructor(private readonly doors: Doorkeeper) {}

  /** The sitting does not take place: its items go to the next. */
  @Post()
  @Act('panel-scheduling.cancel-sitting')
  cancel(
    @Param('sitting', AnId) sitting: SittingId,
    @Body() body: CancelSittingDto,
    @AskedBy() asked: Asked,
  ) {
    const command = new CancelSitting(sitting, body.reason, momentOf(body));
    return this.doors.command(asked, on('sitting', sitting), command);
  }
}
