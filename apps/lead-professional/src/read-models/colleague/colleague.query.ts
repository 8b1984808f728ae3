import { readRelationships } from '@onestory/access';
import type { EpisodeId, PractitionerId } from '@onestory/kernel';
import type { Question } from '@onestory/service';
import type { Colleague } from '../../domain/colleague.js';

/** Somebody who is asked to help in an episode: where they work, and whether the family keeps them out. */
export const colleagueIn =
  (episode: EpisodeId, practitioner: PractitionerId): Question<Colleague> =>
  async (from) => {
    const { area } = from;
    const known = from.register.practitioner(practitioner);
    const about = { area, episode, children: [], at: from.now() };
    const { barred } = await readRelationships(about, from.database);
    return {
      worksAt: known?.area === area ? known.roles : [],
      excluded: barred.includes(practitioner),
    };
  };
