import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import type { Decided } from '@onestory/event-sourcing';
import { IsIn } from 'class-validator';
import { localDate } from '@onestory/kernel';
import type { SittingId } from '@onestory/kernel';
import {
  Act,
  AnId,
  AskedBy,
  Doorkeeper,
  IsDay,
  momentOf,
  Occurrence,
  on,
  StreamsOf,
} from '@onestory/service';
import type { Asked } from '@onestory/service';
import { moveSitting } from '../../domain/meeting-again.js';
import { sittingIdOf } from '../../domain/panel-series.js';
import { NotScheduled } from '../../domain/refusals.js';
import { CALLED_OFF, isTaken } from '../../domain/sitting.js';
import type { CalledOffReason, Sitting, SittingFact } from '../../domain/sitting.js';
import { sittingHistory } from '../../history/sitting.codec.js';
import { MoveSitting } from './move-sitting.command.js';

export class MoveSittingDto extends Occurrence {
  /** The day on which the panel meets instead: a working day, of its cadence or not. */
  @IsDay()
  readonly date!: string;

  @IsIn(CALLED_OFF)
  readonly reason!: CalledOffReason;
}

@CommandHandler(MoveSitting)
export class MoveSittingHandler implements ICommandHandler<MoveSitting> {
  constructor(
    @StreamsOf(sittingHistory) private readonly sittings: Streams<Sitting, SittingFact>,
  ) {}

  async execute(asked: MoveSitting): Promise<Decided<Sitting, SittingFact>> {
    const { sitting, date, reason, when } = asked;
    const { state } = await this.sittings.load(sitting);
    if (state.stage === 'not scheduled') throw new NotScheduled();
    const there = await this.sittings.load(sittingIdOf(state.series, date));
    const decision = moveSitting({ date, reason, dayIsTaken: isTaken(there.state) });
    return this.sittings.decide(sitting, decision, when);
  }
}

@Controller('sittings/:sitting/move')
export class MoveSittingController {
  constructor(private readonly doors: Doorkeeper) {}

  /** The panel meets on another day, with the same items. */
  @Post()
  @Act('panel-scheduling.move-sitting')
  move(
    @Param('sitting', AnId) sitting: SittingId,
    @Body() body: MoveSittingDto,
    @AskedBy() asked: Asked,
  ) {
    const { date, reason } = body;
    const command = new MoveSitting(sitting, localDate(date), reason, momentOf(body));
    return this.doors.command(asked, on('sitting', sitting), command);
  }
}
