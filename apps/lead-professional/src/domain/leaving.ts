import { refuseBefore } from '@onestory/kernel';
import type { AgencyId, ChildId, Decision, PractitionerId } from '@onestory/kernel';
import { refuseUnlessMayHelp } from './colleague.js';
import type { Colleague } from './colleague.js';
import type { Episode } from './episode.js';
import type { ClosingReason, EpisodeFact } from './facts.js';
import { helpBegan, refuseUnlessLed, refuseUnlessOpen } from './leading.js';
import {
  ActionsStillOpen,
  NobodyLeads,
  NotOfTheTeam,
  OnlyTheLeadCloses,
  SomebodyElseLeads,
  SomebodyLeads,
} from './refusals.js';

type Decides = Decision<Episode, EpisodeFact>;

/** Who leads in the interim, and what is known of them. */
export interface Successor {
  readonly lead: PractitionerId;
  readonly agency: AgencyId;
  readonly colleague: Colleague;
}

/** Asked by the lead. A member who helps no longer sees the record. */
export const removeTeamMember =
  (given: { member: PractitionerId }): Decides =>
  (it, occasion) => {
    refuseUnlessLed(it);
    const found = it.team.find(({ member }) => member === given.member);
    if (!found) throw new NotOfTheTeam();
    refuseBefore(occasion, helpBegan(it), 'help began');
    const { member, agency } = found;
    return [{ type: 'TeamMemberLeft', data: { member, agency } }];
  };

/** From this moment nobody leads, unless somebody takes over in the interim with the same word. */
export const leaveLead =
  (given: { lead: PractitionerId; successor?: Successor }): Decides =>
  (it, occasion) => {
    refuseUnlessLed(it);
    if (it.lead.until) throw new NobodyLeads();
    if (it.lead.lead !== given.lead) throw new SomebodyElseLeads();
    refuseBefore(occasion, it.lead.since, 'the present lead began');
    const { successor } = given;
    if (successor) refuseUnlessMayHelp(successor.colleague, successor.agency, occasion);
    const { lead, agency } = it.lead;
    const left: EpisodeFact = { type: 'LeadLeft', data: { lead, agency } };
    if (!successor) return [left];
    const next = { lead: successor.lead, agency: successor.agency };
    return [left, { type: 'InterimLeadAssigned', data: next }];
  };

/** After a lead has left: the baton is held again, until a lead is nominated and agreed. */
export const takeOver =
  ({ colleague, ...next }: Successor): Decides =>
  (it, occasion) => {
    refuseUnlessLed(it);
    const { lead, until } = it.lead;
    if (!until && lead === next.lead) return [];
    if (!until) throw new SomebodyLeads();
    refuseBefore(occasion, until, 'the lead left');
    refuseUnlessMayHelp(colleague, next.agency, occasion);
    return [{ type: 'InterimLeadAssigned', data: next }];
  };

/**
 * Moved to social care is a reason only once social care has decided, not when a referral is made. The lead closes;
 * an episode that nobody leads, such as one opened in error, is closed by those who recorded in it. Its children are
 * named if nothing else here names them: they are told by the closing that it is over.
 */
export const closeEpisode =
  (given: { reason: ClosingReason; by: PractitionerId; children?: readonly ChildId[] }): Decides =>
  (it, occasion) => {
    if (it.stage === 'closed' && it.reason === given.reason) return [];
    refuseUnlessOpen(it);
    if (it.stage !== 'not led') {
      const { lead, since, until } = it.lead;
      if (!until && lead !== given.by) throw new OnlyTheLeadCloses();
      refuseBefore(occasion, until ?? since, until ? 'the lead left' : 'the present lead began');
    }
    const isUndone = it.stage === 'planned' && it.plan.actions.some(({ outcome }) => !outcome);
    if (given.reason === 'needs_met' && isUndone) throw new ActionsStillOpen();
    const children = (given.children ?? []).filter((child) => !it.helped.includes(child));
    const named = children.length > 0 ? { children } : {};
    return [{ type: 'EpisodeClosed', data: { reason: given.reason, by: given.by, ...named } }];
  };
