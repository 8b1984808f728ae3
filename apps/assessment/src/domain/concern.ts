import { idFrom, momentOf } from '@onestory/kernel';
import type {
  ChildId,
  CommandId,
  Decision,
  EpisodeId,
  Evolution,
  Fact,
  Moment,
  Personal,
} from '@onestory/kernel';
import { ChildNotInEpisode } from './refusals.js';

/** Who raised it. Families may ask for help themselves: a concern is not only a practitioner's. */
export const CONCERN_SOURCES = [
  'practitioner',
  'child',
  'parent_or_carer',
  'wider_family',
  'member_of_the_public',
  'other_agency',
] as const;
export type ConcernSource = (typeof CONCERN_SOURCES)[number];

/** Stream `concern-<ChildId>`: what brought the child to early help, and which episodes it belongs to. */
export type ConcernFact =
  | Fact<
      'ConcernRecorded',
      { child: ChildId; episode: EpisodeId; concern: Personal<string>; source: ConcernSource }
    >
  | Fact<'EpisodeJoined', { child: ChildId; episode: EpisodeId }>
  | Fact<'EpisodeEnded', { child: ChildId; episode: EpisodeId }>;

/** When a concern about this child was raised, and in which episode. */
export interface Raised extends Moment {
  readonly episode: EpisodeId;
}

/** Episodes are listed as they were joined. Two open at once is a warning for people, not a block. */
export type Concern =
  | { readonly stage: 'no concern yet' }
  | {
      readonly stage: 'in early help';
      readonly child: ChildId;
      readonly open: readonly [EpisodeId, ...EpisodeId[]];
      readonly ended: readonly EpisodeId[];
      readonly latest: EpisodeId;
      readonly raised: readonly Raised[];
    }
  | {
      readonly stage: 'not in early help';
      readonly child: ChildId;
      readonly ended: readonly EpisodeId[];
      readonly latest: EpisodeId;
      readonly raised: readonly Raised[];
    };

const openIn = (it: Concern): readonly EpisodeId[] => (it.stage === 'in early help' ? it.open : []);
const endedIn = (it: Concern): readonly EpisodeId[] =>
  it.stage === 'no concern yet' ? [] : it.ended;

const raisedIn = (it: Concern): readonly Raised[] =>
  it.stage === 'no concern yet' ? [] : it.raised;

const inEpisodes = (
  { child, episode: latest }: { child: ChildId; episode: EpisodeId },
  open: readonly EpisodeId[],
  ended: readonly EpisodeId[],
  raised: readonly Raised[],
): Concern => {
  const [first, ...others] = open;
  return first === undefined
    ? { stage: 'not in early help', child, ended, latest, raised }
    : { stage: 'in early help', child, open: [first, ...others], ended, latest, raised };
};

const withOne = (list: readonly EpisodeId[], one: EpisodeId): readonly EpisodeId[] =>
  list.includes(one) ? list : [...list, one];

export const concern: Evolution<Concern, ConcernFact> = {
  category: 'concern',
  initial: { stage: 'no concern yet' },
  evolve: (state, it) => {
    const { episode } = it.data;
    const open = openIn(state);
    const ended = endedIn(state);
    switch (it.type) {
      case 'ConcernRecorded': {
        const raised = [...raisedIn(state), { episode, ...momentOf(it) }];
        return inEpisodes(it.data, withOne(open, episode), ended, raised);
      }
      case 'EpisodeJoined':
        return inEpisodes(it.data, withOne(open, episode), ended, raisedIn(state));
      case 'EpisodeEnded': {
        const stillOpen = open.filter((one) => one !== episode);
        return inEpisodes(it.data, stillOpen, withOne(ended, episode), raisedIn(state));
      }
    }
  },
};

/** The episode that this command opens, should the child not be in one. */
export const episodeIdOf = (command: CommandId): EpisodeId => idFrom('episode', command);

/** The episode that help for this child belongs to now: the last one joined that has not ended. */
export const currentEpisode = (it: Concern): EpisodeId | undefined => openIn(it).at(-1);

/** When the first concern of that episode about this child was raised. */
export const raisedAt = (it: Concern, episode: EpisodeId): Moment | undefined =>
  raisedIn(it)
    .filter((one) => one.episode === episode)
    .toSorted((one, other) => (one.occurredAt < other.occurredAt ? -1 : 1))[0];

/** What is done in an episode for a child who is not in it would land in another family's record. */
export const refuseOutside = (it: Concern, episode: EpisodeId): void => {
  if (!openIn(it).includes(episode)) throw new ChildNotInEpisode();
};

/** As joined. More than one is shown to people as a warning: somebody may join them. */
export const openEpisodes = (it: Concern): readonly EpisodeId[] => openIn(it);

/** Ended ones first, open ones as joined: the last is the one that matters now. */
export const allEpisodes = (it: Concern): readonly EpisodeId[] => [
  ...endedIn(it).filter((episode) => !openIn(it).includes(episode)),
  ...openIn(it),
];

/** A concern opens an episode of early help, or joins the one that the child is in. */
export const recordConcern =
  (given: {
    child: ChildId;
    concern: string;
    source: ConcernSource;
    newEpisode: EpisodeId;
  }): Decision<Concern, ConcernFact> =>
  (it) => {
    const { newEpisode, ...said } = given;
    return [
      { type: 'ConcernRecorded', data: { ...said, episode: currentEpisode(it) ?? newEpisode } },
    ];
  };

/** The assessment of an episode names this child: from now on its help belongs there. */
export const joinEpisode =
  (given: { child: ChildId; episode: EpisodeId }): Decision<Concern, ConcernFact> =>
  (it) =>
    openIn(it).includes(given.episode) || endedIn(it).includes(given.episode)
      ? []
      : [{ type: 'EpisodeJoined', data: given }];

/** Recorded even where the join is still under way: whichever arrives first, the episode is over. */
export const endEpisode =
  (given: { child: ChildId; episode: EpisodeId }): Decision<Concern, ConcernFact> =>
  (it) =>
    endedIn(it).includes(given.episode) ? [] : [{ type: 'EpisodeEnded', data: given }];
