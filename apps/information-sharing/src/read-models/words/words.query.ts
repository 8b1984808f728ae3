import type { AsOf } from '@onestory/event-sourcing';
import type { AreaId, ConsentId, EpisodeId } from '@onestory/kernel';
import type { Spoken } from '../../domain/consent.js';
import type { Sharing } from '../../domain/sharing.js';

/** What was said of sharing in an episode, by the family and by its lead. Answers `WordsSaid`. */
export class WordsOf {
  constructor(
    readonly area: AreaId,
    readonly episode: EpisodeId,
    readonly until: AsOf = {},
  ) {}
}

export interface WordsSaid {
  readonly consents: readonly { readonly consent: ConsentId; readonly state: Spoken }[];
  readonly sharing: Sharing;
}
