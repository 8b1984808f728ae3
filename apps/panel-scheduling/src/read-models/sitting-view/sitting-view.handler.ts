import { Inject } from '@nestjs/common';
import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import { PLATFORM, StreamsOf, View } from '@onestory/service';
import type { Platform } from '@onestory/service';
import type { Sitting, SittingFact } from '../../domain/sitting.js';
import { sittingHistory } from '../../history/sitting.codec.js';
import { sittingBody } from './sitting-body.js';
import type { SittingBody } from './sitting-body.js';
import { SittingView } from './sitting-view.query.js';

type Answer = View<SittingBody> | undefined;

@QueryHandler(SittingView)
export class SittingViewHandler implements IQueryHandler<SittingView, Answer> {
  constructor(
    @StreamsOf(sittingHistory) private readonly sittings: Streams<Sitting, SittingFact>,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  async execute({ sitting, until }: SittingView): Promise<Answer> {
    const { state, stream, revision } = await this.sittings.load(sitting, until);
    if (state.stage === 'not scheduled') return undefined;
    const at = { occurredAt: until.asAt ?? this.platform.clock.now() };
    return new View(sittingBody(sitting, state, at), { stream, revision });
  }
}
