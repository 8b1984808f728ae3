import { KeyWorkerAllocatedV1 } from '@onestory/contracts';
import { decideOn, when } from '@onestory/service';
import { joinTeam } from '../domain/leading.js';
import { episodeHistory } from '../history/episode.codec.js';
import { colleagueIn } from '../read-models/colleague/colleague.query.js';

/** A key worker works with the family, and so belongs to the team around the child. */
export const joinKeyWorkerWhenPanelAllocatesOne = when(
  KeyWorkerAllocatedV1,
  'join-key-worker',
  async ({ data: { episode, worker, workerAgency } }, known) => {
    const member = {
      member: worker,
      agency: workerAgency,
      role: 'key_worker',
      as: 'key_worker',
    } as const;
    const colleague = await known.ask(colleagueIn(episode, worker));
    return [decideOn(episodeHistory, episode, joinTeam(member, colleague))];
  },
);
