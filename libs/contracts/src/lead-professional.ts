import { z } from 'zod';
import {
  actionId,
  agencyId,
  childId,
  contract,
  episodeId,
  eventId,
  localDate,
  practitionerId,
} from './published-event.js';

const owner = 'lead-professional';

const episode = episodeId.describe(
  "One household's early help, from its first concern to its closure",
);
const action = actionId.describe('An action of the plan');

const anEpisode = '8a4c2a5e-2f43-5e0b-8c8d-5a3f3f6b7e10';
const oneChild = '3f0f8a52-6d5e-4b7e-9a39-0b8f0a5d1c01';
const sibling = '5b1c6f0e-92d3-4c58-8f7a-6f2d9c0e4b02';
const teacher = 'd1e2f3a4-b5c6-4d7e-8f90-a1b2c3d4e531';
const healthVisitor = 'd2e3f4a5-b6c7-4d8e-9fa0-b1c2d3e4f532';
const school = 'e9d8c7b6-a5f4-4e3d-9c2b-1a0f9e8d7c41';
const healthTrust = 'e8d7c6b5-a4f3-4e2d-8c1b-0a9f8e7d6c42';
const housing = 'e7d6c5b4-a3f2-4e1d-9c0b-9a8f7e6d5c43';
const anAction = 'a2b3c4d5-e6f7-4a8b-9cad-1e2f3a4b5c62';

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

export const PlanAgreedV1 = contract({
  type: 'lead-professional.plan-agreed.v1',
  owner,
  fact: 'PlanAgreed',
  meaning: 'Family and team agreed on a plan, and on the day by which they look at it again.',
  schema: z.looseObject({ episode, reviewDue: localDate }),
  example: { episode: anEpisode, reviewDue: '2026-04-21' },
});

export const ActionsAgreedV1 = contract({
  type: 'lead-professional.actions-agreed.v1',
  owner,
  fact: 'ActionsAgreed',
  meaning:
    'Actions of the plan, each with the one agency that is accountable and the day it is due.',
  schema: z.looseObject({
    episode,
    actions: z
      .array(
        z.looseObject({
          action,
          agency: agencyId,
          due: localDate,
          recipients: z
            .array(agencyId)
            .optional()
            .describe('Other agencies that learn of the family by this action'),
        }),
      )
      .min(1),
  }),
  example: {
    episode: anEpisode,
    actions: [{ action: anAction, agency: housing, due: '2026-04-10' }],
  },
});

/** Named apart from the start of a service by referral. */
export const ServiceStartedUnderPlanV1 = contract({
  type: 'lead-professional.service-started.v1',
  owner,
  fact: 'ServiceStarted',
  meaning:
    'A service under an action of the plan began: the family received it for the first time.',
  schema: z.looseObject({ episode, action, agency: agencyId }),
  example: { episode: anEpisode, action: anAction, agency: housing },
});

export const ReviewHeldV1 = contract({
  type: 'lead-professional.review-held.v1',
  owner,
  fact: 'ReviewHeld',
  meaning: 'Family and team looked at what has changed, and set the day of the next review.',
  schema: z.looseObject({ episode, nextReviewDue: localDate }),
  example: { episode: anEpisode, nextReviewDue: '2026-06-09' },
});

export const ActionDoneV1 = contract({
  type: 'lead-professional.action-done.v1',
  owner,
  fact: 'ActionDone',
  meaning: 'An action of the plan is done.',
  schema: z.looseObject({ episode, action, agency: agencyId }),
  example: { episode: anEpisode, action: anAction, agency: housing },
});

export const ActionNotDoneV1 = contract({
  type: 'lead-professional.action-not-done.v1',
  owner,
  fact: 'ActionNotDone',
  meaning:
    'An action was not done: because the agency did not act, or because things changed. Only the first counts against the agency, and neither against the family.',
  schema: z.looseObject({
    episode,
    action,
    agency: agencyId,
    cause: z.enum(['agency', 'circumstances']),
  }),
  example: { episode: anEpisode, action: anAction, agency: housing, cause: 'agency' },
});

export const FactCorrectedV1 = contract({
  type: 'lead-professional.fact-corrected.v1',
  owner,
  fact: 'FactCorrected',
  meaning:
    'A value recorded earlier was wrong. What was recorded stays; the owner shows what is true now.',
  schema: z.looseObject({
    event: eventId.describe('The event that is corrected'),
    field: z.string(),
  }),
  example: {
    event: 'b0a1c2d3-e4f5-5a6b-8c7d-9e0f1a2b3c71',
    field: 'baselines.school_attendance_percent',
  },
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
