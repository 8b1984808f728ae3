import { KeyWorkerAllocatedV1 } from '@onestory/contracts';
import { when } from '@onestory/service';
import { JoinTeam } from '../use-cases/join-team/join-team.command.js';

/** A key worker works with the family, and so belongs to the team around the child. */
export const joinKeyWorkerWhenPanelAllocatesOne = when(
  KeyWorkerAllocatedV1,
  'join-key-worker',
  ({ data }) => {
    const member = {
      member: data.worker,
      agency: data.workerAgency,
      role: 'key_worker',
      as: 'key_worker',
    } as const;
    const command = new JoinTeam(data.episode, member, undefined);
    return [{ stream: `episode-${data.episode}`, command }];
  },
);
