import { z } from 'zod';
import { agencyId, childId, contract, practitionerId } from './published-event.js';
import {
  PlanAgreedV1,
  ActionsAgreedV1,
  ServiceStartedUnderPlanV1,
  ReviewHeldV1,
  ActionDoneV1,
  ActionNotDoneV1,
  FactCorrectedV1,
} from './plans.js';
import {
  owner,
  episode,
  anEpisode,
  oneChild,
  sibling,
  teacher,
  healthVisitor,
  school,
  healthTrust,
} from './episode-parts.js';

export const ChildrenJoinedV1 = contract({
  type: 'lead-professional.children-joined.v1',
  owner,
  fact: 'ChildrenJoined',
  meaning: 'These children, unborn included, are part of the household that this episode helps.',
  schema: z.looseObject({ episode, children: z.array(childId).min(1) }),
  example: { episode: anEpisode, children: [oneChild, sibling] },
});

export const InterimLeadAssignedV1 = contract({
  type: 'lead-professional.interim-lead-assigned.v1',
  owner,
  fact: 'InterimLeadAssigned',
  meaning:
    'Until a lead professional is agreed, this practitioner is whom family and agencies turn to.',
  schema: z.looseObject({ episode, lead: practitionerId, leadAgency: agencyId }),
  example: { episode: anEpisode, lead: teacher, leadAgency: school },
});

export const TeamMemberJoinedV1 = contract({
  type: 'lead-professional.team-member-joined.v1',
  owner,
  fact: 'TeamMemberJoined',
  meaning: 'This practitioner works with the family as a member of the team around the child.',
  schema: z.looseObject({
    episode,
    member: practitionerId,
    memberAgency: agencyId,
    role: z.string(),
    as: z.literal('key_worker').optional(),
  }),
  example: {
    episode: anEpisode,
    member: healthVisitor,
    memberAgency: healthTrust,
    role: 'health_visitor',
  },
});

export const TeamMemberLeftV1 = contract({
  type: 'lead-professional.team-member-left.v1',
  owner,
  fact: 'TeamMemberLeft',
  meaning: 'This practitioner no longer works with the family as a member of the team.',
  schema: z.looseObject({ episode, member: practitionerId, memberAgency: agencyId }),
  example: { episode: anEpisode, member: healthVisitor, memberAgency: healthTrust },
});

export const TacHeldV1 = contract({
  type: 'lead-professional.tac-held.v1',
  owner,
  fact: 'TacHeld',
  meaning: 'The team around the child met, with the family.',
  schema: z.looseObject({ episode }),
  example: { episode: anEpisode },
});

export const LeadNominatedV1 = contract({
  type: 'lead-professional.lead-nominated.v1',
  owner,
  fact: 'LeadNominated',
  meaning:
    'The team would like this practitioner to lead; the present lead leads until all have agreed.',
  schema: z.looseObject({ episode, nominee: practitionerId, nomineeAgency: agencyId }),
  example: { episode: anEpisode, nominee: healthVisitor, nomineeAgency: healthTrust },
});

export const NominationAgreedV1 = contract({
  type: 'lead-professional.nomination-agreed.v1',
  owner,
  fact: 'NominationAgreed',
  meaning:
    "One of the three whose word is needed agreed: the family, the nominee's agency or the nominee.",
  schema: z.looseObject({ episode, by: z.enum(['family', 'agency', 'nominee']) }),
  example: { episode: anEpisode, by: 'family' },
});

export const LeadHandedOverV1 = contract({
  type: 'lead-professional.lead-handed-over.v1',
  owner,
  fact: 'LeadHandedOver',
  meaning: 'From this moment another practitioner leads; there was none in which nobody did.',
  schema: z.looseObject({
    episode,
    from: practitionerId,
    to: practitionerId,
    toAgency: agencyId,
  }),
  example: { episode: anEpisode, from: teacher, to: healthVisitor, toAgency: healthTrust },
});

export const LeadLeftV1 = contract({
  type: 'lead-professional.lead-left.v1',
  owner,
  fact: 'LeadLeft',
  meaning: 'The lead left: from this moment nobody leads, until somebody takes over.',
  schema: z.looseObject({ episode, lead: practitionerId, leadAgency: agencyId }),
  example: { episode: anEpisode, lead: healthVisitor, leadAgency: healthTrust },
});

export const EpisodeClosedV1 = contract({
  type: 'lead-professional.episode-closed.v1',
  owner,
  fact: 'EpisodeClosed',
  meaning: 'The help of this household ended, for this reason; a new concern opens a new episode.',
  schema: z.looseObject({
    episode,
    reason: z.enum([
      'needs_met',
      'stepped_down_single_agency',
      'stepped_up_social_care',
      'consent_withdrawn',
      'could_not_contact',
      'moved_area_transferred',
      'moved_area_not_transferred',
      'aged_out_transition',
      'child_died',
      'opened_in_error',
    ]),
  }),
  example: { episode: anEpisode, reason: 'needs_met' },
});

export const leadProfessionalContracts = [
  ChildrenJoinedV1,
  InterimLeadAssignedV1,
  TeamMemberJoinedV1,
  TeamMemberLeftV1,
  TacHeldV1,
  LeadNominatedV1,
  NominationAgreedV1,
  LeadHandedOverV1,
  LeadLeftV1,
  PlanAgreedV1,
  ActionsAgreedV1,
  ServiceStartedUnderPlanV1,
  ReviewHeldV1,
  ActionDoneV1,
  ActionNotDoneV1,
  FactCorrectedV1,
  EpisodeClosedV1,
] as const;
