import { EpisodeClosedV1, LeadLeftV1 } from '@onestory/contracts';
import { when } from '@onestory/service';
import type { Reacted } from '@onestory/service';
import { EndContact } from '../use-cases/end-contact/end-contact.command.js';

const ended = (contact: EndContact['contact'], children: readonly EndContact['child'][]) =>
  children.map((child): Reacted => ({
    stream: `child-${child}`,
    command: new EndContact(child, contact),
  }));

/** Who takes over in the interim is named after this, by the same topic. */
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
