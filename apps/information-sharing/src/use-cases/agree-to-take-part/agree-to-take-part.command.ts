import type { EpisodeId, Moment, PersonId } from '@onestory/kernel';

export class AgreeToTakePart {
  constructor(
    readonly episode: EpisodeId,
    readonly giver: PersonId,
    readonly serviceNotConditional: boolean,
    readonly when: Moment | undefined,
  ) {}
}
