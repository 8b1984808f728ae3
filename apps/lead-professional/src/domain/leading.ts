import { refuseBefore } from '@onestory/kernel';
import type {
  AgencyId,
  ChildId,
  Decision,
  Personal,
  PersonId,
  PractitionerId,
} from '@onestory/kernel';
import { leadOf, outstanding } from './episode.js';
import type { Assessing, Episode, Open, Planned, TeamMember } from './episode.js';
import type { EpisodeFact, Party, Present } from './facts.js';
import { refuseUnlessMayHelp } from './colleague.js';
import type { Colleague } from './colleague.js';
import { EpisodeIsClosed, NobodyLeadsYet, NobodyPresent, NotNominated } from './refusals.js';

type Decides = Decision<Episode, EpisodeFact>;

export function refuseUnlessOpen(it: Episode): asserts it is Open {
  if (it.stage === 'closed') throw new EpisodeIsClosed();
}

export function refuseUnlessLed(it: Episode): asserts it is Assessing | Planned {
  refuseUnlessOpen(it);
  if (it.stage === 'not led') throw new NobodyLeadsYet();
}

export const refuseIfNobodyPresent = ({ present, family }: Present): void => {
  if (present.length + family.length === 0) throw new NobodyPresent();
};

const leads = (it: Open, who: PractitionerId): boolean => {
  const lead = leadOf(it);
  return lead?.lead === who && !lead.interim;
};

export const joinChildren =
  (given: { children: readonly ChildId[] }): Decides =>
  (it) => {
    refuseUnlessOpen(it);
    const children = given.children.filter((child) => !it.children.includes(child));
    return children.length === 0 ? [] : [{ type: 'ChildrenJoined', data: { children } }];
  };

/** The practitioner who completes the checklist holds the baton until a lead is agreed, unless somebody leads already. */
export const assignInterimLead =
  (given: { lead: PractitionerId; agency: AgencyId }): Decides =>
  (it) => {
    refuseUnlessOpen(it);
    if (leadOf(it)) return [];
    return [{ type: 'InterimLeadAssigned', data: { lead: given.lead, agency: given.agency } }];
  };

/** Once per person; a member may later take on the work of the key worker. */
export const joinTeam =
  (given: TeamMember, colleague: Colleague): Decides =>
  (it, occasion) => {
    refuseUnlessLed(it);
    const joined = it.team.find(({ member }) => member === given.member);
    if (joined && (!given.as || joined.as === given.as)) return [];
    refuseUnlessMayHelp(colleague, given.agency, occasion);
    refuseBefore(occasion, helpBegan(it), 'help began');
    return [{ type: 'TeamMemberJoined', data: given }];
  };

export const holdTac =
  (given: Present & { apologies: readonly PractitionerId[]; minutes: Personal<string> }): Decides =>
  (it, occasion) => {
    refuseUnlessLed(it);
    refuseIfNobodyPresent(given);
    refuseBefore(occasion, helpBegan(it), 'help began');
    return [{ type: 'TacHeld', data: given }];
  };

/** Opens a nomination; an earlier one that was not agreed falls. The lead of now stays the lead. */
export const nominate =
  (
    given: { nominee: PractitionerId; agency: AgencyId; by: PractitionerId },
    colleague: Colleague,
  ): Decides =>
  (it, occasion) => {
    refuseUnlessLed(it);
    if (leads(it, given.nominee) || it.nomination?.nominee === given.nominee) return [];
    refuseUnlessMayHelp(colleague, given.agency, occasion);
    refuseBefore(occasion, it.lead.since, 'the present lead began');
    return [{ type: 'LeadNominated', data: given }];
  };

/** Family, the nominee's agency and the nominee each agree; with the last of them the lead is handed over. */
export const agreeToNomination =
  (given: { by: Party; nominee: PractitionerId; person: PersonId | PractitionerId }): Decides =>
  (it, occasion) => {
    refuseUnlessLed(it);
    if (leads(it, given.nominee)) return [];
    const { nomination } = it;
    if (nomination?.nominee !== given.nominee) throw new NotNominated();
    if (nomination.agreed.includes(given.by)) return [];
    refuseBefore(occasion, nomination.since, 'the nomination');
    const agreed: EpisodeFact = { type: 'NominationAgreed', data: given };
    if (outstanding(nomination).some((party) => party !== given.by)) return [agreed];
    const { nominee: to, agency } = nomination;
    return [agreed, { type: 'LeadHandedOver', data: { from: it.lead.lead, to, agency } }];
  };

export const helpBegan = (it: Assessing | Planned) => (it.earlierLeads[0] ?? it.lead).since;
