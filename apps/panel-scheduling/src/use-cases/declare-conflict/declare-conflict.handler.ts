import { Inject } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { currentContext, Streams } from '@onestory/event-sourcing';
import type { Decided } from '@onestory/event-sourcing';
import type { PractitionerId } from '@onestory/kernel';
import { PLATFORM, StreamsOf } from '@onestory/service';
import type { Platform } from '@onestory/service';
import { declareConflict } from '../../domain/convening.js';
import type { Sitting, SittingFact } from '../../domain/sitting.js';
import { sittingHistory } from '../../history/sitting.codec.js';
import { DeclareConflict } from './declare-conflict.command.js';

@CommandHandler(DeclareConflict)
export class DeclareConflictHandler implements ICommandHandler<DeclareConflict> {
  constructor(
    @StreamsOf(sittingHistory) private readonly sittings: Streams<Sitting, SittingFact>,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  execute(asked: DeclareConflict): Promise<Decided<Sitting, SittingFact>> {
    const { sitting, declared, when } = asked;
    const by = this.forThemself() ? { by: currentContext().actor as PractitionerId } : {};
    return this.sittings.decide(sitting, declareConflict({ ...declared, ...by }), when);
  }

  /** The coordinator and the chair record what others declare; a member declares their own interest. */
  private forThemself(): boolean {
    const { register, clock } = this.platform;
    const roles = register.actor(currentContext().actor, clock.now())?.roles ?? [];
    return !roles.includes('panel-coordinator') && !roles.includes('panel-chair');
  }
}
