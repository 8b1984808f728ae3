import type { ChildId, EpisodeId } from '@onestory/kernel';

/** Given by a reaction: its moment is the message's. */
export class EndEpisode {
  constructor(
    readonly child: ChildId,
    readonly episode: EpisodeId,
  ) {}
}
