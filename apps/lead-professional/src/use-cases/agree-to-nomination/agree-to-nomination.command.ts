import type { EpisodeId, Moment, PersonId, PractitionerId } from '@onestory/kernel';
import type { Party } from '../../domain/facts.js';

/** One of the three whose word is needed agrees; the last of them hands over. */
export class AgreeToNomination {
  constructor(
    readonly episode: EpisodeId,
    readonly given: {
      readonly by: Party;
      readonly nominee: PractitionerId;
      /** Whose word it is: of the family, the manager, the nominee. */
      readonly person: PersonId | PractitionerId;
    },
    readonly when: Moment | undefined,
  ) {}
}
