import { EpisodeClosedV1, LeadLeftV1 } from '@onestory/contracts';
import type { ChildId } from '@onestory/kernel';
import { decideOn, when } from '@onestory/service';
import { endContact } from '../domain/involving.js';
import { childHistory } from '../history/child.codec.js';

type Ended = Parameters<typeof endContact>[0];

const ended = (contact: Ended, children: readonly ChildId[]) =>
  children.map((child) => decideOn(childHistory, child, endContact(contact)));

/** An interim lead is named after this, by the same topic. */
export const endContactWhenTheLeadLeaves = when(
  LeadLeftV1,
  'end-contact',
  ({ children, data: { episode, lead } }) => ended({ episode, practitioner: lead }, children),
);

export const endContactWhenTheEpisodeIsClosed = when(
  EpisodeClosedV1,
  'end-contact',
  ({ children, data: { episode } }) => ended({ episode }, children),
);
