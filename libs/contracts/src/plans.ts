import { z } from 'zod';
import { agencyId, contract, eventId, localDate } from './published-event.js';
import { owner, episode, action, anEpisode, housing, anAction } from './episode-parts.js';

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
