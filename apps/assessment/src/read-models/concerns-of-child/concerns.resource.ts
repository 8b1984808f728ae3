import type { Resource } from '@onestory/access';
import type { ChildId, EpisodeId } from '@onestory/kernel';
import { resourceOf } from '@onestory/service';
import type { Asked, ResourceLoader } from '@onestory/service';
import { allEpisodes } from '../../domain/concern.js';
import { concernHistory } from '../../history/concern.codec.js';
import { episodesSeenBy } from './episodes-seen.js';

/** With the episodes that whoever asks may see. */
interface SeenConcerns extends Resource {
  readonly seen: readonly EpisodeId[];
}

/** As the loader found them for this request. */
export const episodesSeen = (asked: Asked): readonly EpisodeId[] =>
  (asked.resource as SeenConcerns).seen;

/** The concerns about a child, by the latest of its episodes that the actor is bound to. */
export const concernsResource: ResourceLoader = {
  kind: 'concerns',
  load: async (id, asked) => {
    const loaded = await asked.load(concernHistory, id);
    const resource = resourceOf('concerns', id, concernHistory, loaded);
    const episodes = allEpisodes(loaded.state);
    const seen = await asked.ask(episodesSeenBy(asked.actor, id as ChildId, episodes));
    const episode = seen.at(-1);
    if (!resource) return undefined;
    const concerns: SeenConcerns = { ...resource, ...(episode && { episode }), seen };
    return concerns;
  },
};
