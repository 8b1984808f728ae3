import { Inject } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import type { Decided } from '@onestory/event-sourcing';
import { PLATFORM, StreamsOf } from '@onestory/service';
import type { Platform } from '@onestory/service';
import { attend } from '../../domain/convening.js';
import type { Sitting, SittingFact } from '../../domain/sitting.js';
import { sittingHistory } from '../../history/sitting.codec.js';
import { RecordAttendance } from './record-attendance.command.js';

@CommandHandler(RecordAttendance)
export class RecordAttendanceHandler implements ICommandHandler<RecordAttendance> {
  constructor(
    @StreamsOf(sittingHistory) private readonly sittings: Streams<Sitting, SittingFact>,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  execute(asked: RecordAttendance): Promise<Decided<Sitting, SittingFact>> {
    const { sitting, seat, member, when } = asked;
    const posts = this.platform.register.practitioner(member)?.roles ?? [];
    return this.sittings.decide(sitting, attend({ seat, member, posts }), when);
  }
}
