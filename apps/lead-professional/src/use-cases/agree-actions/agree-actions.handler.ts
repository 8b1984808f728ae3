import { Inject } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { currentContext, Streams } from '@onestory/event-sourcing';
import { idFrom } from '@onestory/kernel';
import type { ActionId } from '@onestory/kernel';
import { PLATFORM, StreamsOf } from '@onestory/service';
import type { Platform } from '@onestory/service';
import type { Episode } from '../../domain/episode.js';
import type { EpisodeFact } from '../../domain/facts.js';
import { agreeActions } from '../../domain/planning.js';
import { episodeHistory } from '../../history/episode.codec.js';
import { AgreeActions } from './agree-actions.command.js';

@CommandHandler(AgreeActions)
export class AgreeActionsHandler implements ICommandHandler<AgreeActions> {
  constructor(
    @StreamsOf(episodeHistory) private readonly episodes: Streams<Episode, EpisodeFact>,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  execute({ episode, actions, when }: AgreeActions) {
    const { area, command } = currentContext();
    const given = {
      actions: actions.map((it, n) => ({ action: idFrom<ActionId>('action', command, n), ...it })),
      agencies: this.platform.register.agencies(area),
    };
    return this.episodes.decide(episode, agreeActions(given), when);
  }
}
