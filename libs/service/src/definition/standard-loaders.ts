import { childrenOf } from '@onestory/access';
import type { Resource } from '@onestory/access';
import type { History, Loaded } from '@onestory/event-sourcing';
import type { AnyFact, ChildId, EpisodeId } from '@onestory/kernel';
import type { ResourceLoader } from './service-definition.js';

/** A child as any service knows it: by who is bound to it, in the actor's own area and in no other. */
const childLoader: ResourceLoader = {
  kind: 'child',
  load: async (id, { actor }) => ({
    kind: 'child',
    id,
    area: actor.area,
    children: [id as ChildId],
    holders: {},
  }),
};

const episodeLoader: ResourceLoader = {
  kind: 'episode',
  load: async (id, { area, database }) => {
    const episode = id as EpisodeId;
    const children = await childrenOf(area, episode, database);
    if (children.length === 0) return undefined;
    return { kind: 'episode', id, area, episode, children, holders: {} };
  },
};

/** An area as a whole: nothing about a person is in it. */
const areaLoader: ResourceLoader = {
  kind: 'area',
  load: async (id, { area }) => ({ kind: 'area', id, area, children: [], holders: {} }),
};

/** `child`, `episode` and `area`, for services that own none; a service's own loader of that kind comes first. */
export const standardLoaders: readonly ResourceLoader[] = [childLoader, episodeLoader, areaLoader];

/** A stream as a resource, with what its state says of who holds what; `undefined` of it: there is no such thing. */
export const streamAsResource = <S, F extends AnyFact>(
  history: History<S, F>,
  more: (state: S) => MoreOfResource | undefined = () => ({}),
  kind: string = history.evolution.category,
): ResourceLoader => ({
  kind,
  load: async (id, from) => {
    const loaded = await from.load(history, id);
    const said = more(loaded.state);
    return said && resourceOf(kind, id, history, loaded, said);
  },
});

type MoreOfResource = Partial<Pick<Resource, 'holders' | 'sensitive' | 'facts' | 'barred'>>;

/** A stream as a resource: its area and whom it is about, as recorded; undefined when there is none. */
export const resourceOf = <S, F extends AnyFact>(
  kind: string,
  id: string,
  history: History<S, F>,
  loaded: Loaded<S, F>,
  more: MoreOfResource = {},
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
