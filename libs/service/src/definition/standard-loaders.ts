import { childrenOf } from '@onestory/access';
import type { Resource } from '@onestory/access';
import type { History, Loaded } from '@onestory/event-sourcing';
import type { AnyFact, ChildId, Database, EpisodeId } from '@onestory/kernel';
import type { Asked } from '../http/asked.js';
import type { ResourceLoader } from './service-definition.js';

/** A child as any service knows it: by who is bound to it, in the actor's own area and in no other. */
const childLoader: ResourceLoader = {
  kind: 'child',
  load: async (id: string, { actor }: Asked) => ({
    kind: 'child',
    id,
    area: actor.area,
    children: [id as ChildId],
    holders: {},
  }),
};

const episodeLoader = (database: Database): ResourceLoader => ({
  kind: 'episode',
  load: async (id: string, { actor }: Asked) => {
    const episode = id as EpisodeId;
    const children = await childrenOf(actor.area, episode, database);
    if (children.length === 0) return undefined;
    return { kind: 'episode', id, area: actor.area, episode, children, holders: {} };
  },
});

/** `child` and `episode`, for services that own neither; a service's own loader of that kind comes first. */
export const standardLoaders = (database: Database): readonly ResourceLoader[] => [
  childLoader,
  episodeLoader(database),
];

/** A stream as a resource: its area and whom it is about, as recorded; undefined when there is none. */
export const resourceOf = <S, F extends AnyFact>(
  kind: string,
  id: string,
  history: History<S, F>,
  loaded: Loaded<S, F>,
  more: Partial<Pick<Resource, 'holders' | 'sensitive' | 'facts' | 'barred'>> = {},
): Resource | undefined => {
  const first = loaded.facts[0];
  if (!first) return undefined;
  const { episode, children = [] } = history.about(loaded.state);
  return {
    kind,
    id,
    area: first.area,
    ...(episode && { episode }),
    children,
    holders: {},
    ...more,
  };
};
