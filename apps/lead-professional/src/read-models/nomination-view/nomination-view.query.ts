import type { EpisodeId } from '@onestory/kernel';

/** Who is asked to lead, and who has yet to agree: nothing of the family. */
export class NominationView {
  constructor(readonly episode: EpisodeId) {}
}
