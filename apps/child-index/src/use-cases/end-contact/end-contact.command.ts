import type { ChildId, EpisodeId, PractitionerId } from '@onestory/kernel';

/** Given by a reaction: its moment is the message's. */
export class EndContact {
  constructor(
    readonly child: ChildId,
    readonly contact: { readonly episode: EpisodeId; readonly practitioner?: PractitionerId },
  ) {}
}
