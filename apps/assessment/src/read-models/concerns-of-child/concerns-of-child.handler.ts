import { Inject } from '@nestjs/common';
import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import type { Told } from '@onestory/event-sourcing';
import type { Database, EpisodeId } from '@onestory/kernel';
import { InDatabase, PLATFORM, StreamsOf, View } from '@onestory/service';
import type { Platform } from '@onestory/service';
import { allEpisodes, currentEpisode, openEpisodes } from '../../domain/concern.js';
import type { Concern, ConcernFact } from '../../domain/concern.js';
import { concernHistory } from '../../history/concern.codec.js';
import { ConcernsOfChild } from './concerns-of-child.query.js';
import { episodesSeenBy } from './episodes-seen.js';

const SEVERAL_OPEN =
  'This child is in another open episode as well. The child index names whom to contact there; ' +
  'agree which of the two goes on.';

const concernsIn = (facts: readonly Told<ConcernFact>[], seen: readonly EpisodeId[]) =>
  facts.flatMap((it) => {
    if (it.type !== 'ConcernRecorded' || !seen.includes(it.data.episode)) return [];
    const { episode, concern, source } = it.data;
    const { occurredAt, occurredPrecision, recordedAt, actor, agency } = it;
    const recordedBy = { actor, agency };
    return [{ episode, concern, source, occurredAt, occurredPrecision, recordedAt, recordedBy }];
  });

@QueryHandler(ConcernsOfChild)
export class ConcernsOfChildHandler implements IQueryHandler<ConcernsOfChild> {
  constructor(
    @StreamsOf(concernHistory) private readonly concerns: Streams<Concern, ConcernFact>,
    @InDatabase() private readonly database: Database,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  async execute({ child, actor, until }: ConcernsOfChild) {
    const { state, facts, revision } = await this.concerns.load(child, until);
    const now = this.platform.clock.now();
    const seen = await episodesSeenBy(actor, child, allEpisodes(state), now, this.database);
    if (seen.length === 0) return undefined;
    const open = openEpisodes(state);
    const current = currentEpisode(state);
    const episodes = seen.map((episode) => ({
      episode,
      open: open.includes(episode),
      current: episode === current,
    }));
    const warning = open.length > 1 ? { warning: SEVERAL_OPEN } : {};
    return new View({ child, episodes, ...warning, concerns: concernsIn(facts, seen) }, revision);
  }
}
