import { Inject, Injectable } from '@nestjs/common';
import type { Resource } from '@onestory/access';
import { Streams } from '@onestory/event-sourcing';
import type { ChildId, Database } from '@onestory/kernel';
import { InDatabase, PLATFORM, resourceOf, StreamsOf } from '@onestory/service';
import type { Asked, Platform, ResourceLoader } from '@onestory/service';
import { allEpisodes } from '../../domain/concern.js';
import type { Concern, ConcernFact } from '../../domain/concern.js';
import { concernHistory } from '../../history/concern.codec.js';
import { episodesSeenBy } from './episodes-seen.js';

/** The concerns about a child, by the latest of its episodes that the actor is bound to. */
@Injectable()
export class ConcernsResource implements ResourceLoader {
  readonly kind = 'concerns';

  constructor(
    @StreamsOf(concernHistory) private readonly concerns: Streams<Concern, ConcernFact>,
    @InDatabase() private readonly database: Database,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  async load(id: string, { actor }: Asked): Promise<Resource | undefined> {
    const loaded = await this.concerns.load(id);
    const resource = resourceOf(this.kind, id, concernHistory, loaded);
    const at = this.platform.clock.now();
    const episodes = allEpisodes(loaded.state);
    const seen = await episodesSeenBy(actor, id as ChildId, episodes, at, this.database);
    const episode = seen.at(-1);
    return resource && (episode ? { ...resource, episode } : resource);
  }
}
