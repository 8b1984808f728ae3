import { Inject } from '@nestjs/common';
import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { readAllRelationships } from '@onestory/access';
import type { Relationships } from '@onestory/access';
import { Streams } from '@onestory/event-sourcing';
import type { ActorId, ChildId, Database, EpisodeId } from '@onestory/kernel';
import { InDatabase, PLATFORM, StreamsOf } from '@onestory/service';
import type { Platform } from '@onestory/service';
import { openEpisodes } from '../../domain/concern.js';
import type { Concern, ConcernFact } from '../../domain/concern.js';
import { concernHistory } from '../../history/concern.codec.js';
import { OtherEpisodes } from './other-episodes.query.js';
import type { OtherEpisodesFound } from './other-episodes.query.js';

interface Other {
  readonly children: readonly [ChildId];
  readonly episode: EpisodeId;
}

/** From the children's own streams: what a projection has not seen yet would be joined silently. */
@QueryHandler(OtherEpisodes)
export class OtherEpisodesHandler implements IQueryHandler<OtherEpisodes, OtherEpisodesFound> {
  constructor(
    @StreamsOf(concernHistory) private readonly concerns: Streams<Concern, ConcernFact>,
    @InDatabase() private readonly database: Database,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  async execute({ area, actor, episode, children }: OtherEpisodes): Promise<OtherEpisodesFound> {
    const perChild = await Promise.all(children.map((child) => this.othersOf(child, episode)));
    const others = perChild.flat();
    if (others.length === 0) return [];
    const at = this.platform.clock.now();
    const known = await readAllRelationships({ area, at }, others, this.database);
    return known.map(({ of, relationships }) => ({
      episode: of.episode,
      established: worksThere(actor, relationships),
    }));
  }

  /** A child that is of this episode already is joined to nothing. */
  private async othersOf(child: ChildId, episode: EpisodeId): Promise<readonly Other[]> {
    const { state } = await this.concerns.load(child);
    const open = openEpisodes(state);
    return open.includes(episode)
      ? []
      : open.map((other) => ({ children: [child], episode: other }));
  }
}

const worksThere = (actor: ActorId, { lead, team, recorders }: Relationships): boolean =>
  [lead, ...team, ...recorders].some((one) => one === actor);
