import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import { orElse } from '@onestory/kernel';
import type { EpisodeId } from '@onestory/kernel';
import {
  Act,
  AnId,
  AskedBy,
  Doorkeeper,
  on,
  PLATFORM,
  StreamsOf,
  AsOf,
  asOf,
  View,
} from '@onestory/service';
import type { Asked, Platform } from '@onestory/service';
import type { Sharing, SharingFact } from '../../domain/sharing.js';
import { sharingHistory } from '../../history/sharing.codec.js';
import { SharingDecisions } from './sharing-decisions.query.js';
import type { SharingDecisionView } from './sharing-decisions.query.js';

@QueryHandler(SharingDecisions)
export class SharingDecisionsHandler implements IQueryHandler<SharingDecisions> {
  constructor(
    @StreamsOf(sharingHistory) private readonly sharings: Streams<Sharing, SharingFact>,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  async execute({
    episode,
    until,
  }: SharingDecisions): Promise<View<readonly SharingDecisionView[]>> {
    const { state } = await this.sharings.load(episode, until);
    return new View(
      state.decisions.map(({ episode: _of, by, reason, ...decided }) => ({
        ...decided,
        reason: orElse(reason, null),
        by: { practitioner: by, name: this.platform.register.practitioner(by)?.name ?? null },
      })),
    );
  }
}

@Controller('episodes/:episode/sharing-decisions')
export class SharingDecisionsController {
  constructor(private readonly doors: Doorkeeper) {}

  @Get()
  @Act('information-sharing.view')
  show(
    @Param('episode', AnId) episode: EpisodeId,
    @Query() until: AsOf,
    @AskedBy() asked: Asked,
  ): Promise<readonly SharingDecisionView[]> {
    const query = new SharingDecisions(episode, asOf(until));
    return this.doors.query(asked, on('episode', episode), query);
  }
}
