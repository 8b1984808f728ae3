import { ChildrenJoinedV1, InterimLeadAssignedV1, LeadHandedOverV1 } from '@onestory/contracts';
import type { AgencyId, ChildId, EpisodeId, PractitionerId } from '@onestory/kernel';
import { decideOn, when } from '@onestory/service';
import type { Reacted } from '@onestory/service';
import type { Contact } from '../domain/child.js';
import { nameContact } from '../domain/involving.js';
import { childHistory } from '../history/child.codec.js';
import { contactOfEpisode } from '../read-models/contact-of-episode/contact-of-episode.query.js';

const named = (contact: Contact, children: readonly ChildId[]): readonly Reacted[] =>
  children.map((child) => decideOn(childHistory, child, nameContact(contact)));

const contactOf = (
  episode: EpisodeId,
  practitioner: PractitionerId,
  agency: AgencyId,
): Contact => ({ episode, practitioner, agency });

export const nameContactWhenAnInterimLeadIsAssigned = when(
  InterimLeadAssignedV1,
  'name-contact',
  ({ children, data: { episode, lead, leadAgency } }) =>
    named(contactOf(episode, lead, leadAgency), children),
);

export const nameContactWhenTheLeadIsHandedOver = when(
  LeadHandedOverV1,
  'name-contact',
  ({ children, data: { episode, to, toAgency } }) =>
    named(contactOf(episode, to, toAgency), children),
);

/** A child who joins later has the same contact as those with whom the episode began. */
export const nameContactWhenChildrenJoin = when(
  ChildrenJoinedV1,
  'name-contact',
  async ({ children, data }, known) => {
    const all = [...new Set([...children, ...data.children])];
    const episode = data.episode;
    const contact = await known.ask(contactOfEpisode(episode, all));
    return contact ? named(contact, data.children) : [];
  },
);
