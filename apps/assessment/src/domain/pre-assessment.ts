import { momentOf, refuseBefore } from '@onestory/kernel';
import type {
  AgencyId,
  ChildId,
  Decision,
  EpisodeId,
  Evolution,
  Fact,
  Moment,
  Personal,
  PractitionerId,
} from '@onestory/kernel';
import { ChecklistAlreadyCompleted, ReasonMissing } from './refusals.js';

export const ANSWERS = ['yes', 'no', 'not_sure'] as const;
export type Answer = (typeof ANSWERS)[number];

/** Does the child appear healthy, safe from harm, learning well, good for others, untouched by poverty? */
export interface Answers {
  readonly healthy: Answer;
  readonly safe: Answer;
  readonly learning: Answer;
  readonly positiveImpact: Answer;
  readonly freeFromPovertyImpact: Answer;
}

/** `common_assessment` offers an assessment to the family; whether one starts is theirs to say. */
export const OUTCOMES = [
  'no_further_action',
  'single_agency_support',
  'common_assessment',
  'specialist_assessment',
  'safeguarding_referral',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Stream `preAssessment-<id>`: one checklist about one child. */
export type PreAssessmentFact = Fact<
  'PreAssessmentCompleted',
  {
    child: ChildId;
    episode: EpisodeId;
    answers: Answers;
    notes?: Personal<string>;
    outcome: Outcome;
    reason: Personal<string>;
    by: PractitionerId;
    byAgency: AgencyId;
  }
>;

export type PreAssessment =
  | { readonly stage: 'not completed' }
  | ({ readonly stage: 'completed'; readonly at: Moment } & PreAssessmentFact['data']);

export const preAssessment: Evolution<PreAssessment, PreAssessmentFact> = {
  category: 'preAssessment',
  initial: { stage: 'not completed' },
  evolve: (_state, it) => {
    switch (it.type) {
      case 'PreAssessmentCompleted':
        return { stage: 'completed', at: momentOf(it), ...it.data };
    }
  },
};

/**
 * The checklist ends in a practitioner's decision. It needs nobody's consent: offering an assessment is a
 * question to the family, and a child at risk must never wait for an answer.
 */
export const completePreAssessment =
  (given: {
    child: ChildId;
    episode: EpisodeId;
    answers: Answers;
    notes?: string;
    outcome: Outcome;
    reason: string;
    by: PractitionerId;
    byAgency: AgencyId;
    /** When the concern that it looks into was raised. */
    concernRaised?: Moment | undefined;
  }): Decision<PreAssessment, PreAssessmentFact> =>
  (it, occasion) => {
    const { concernRaised, ...data } = given;
    if (it.stage === 'completed') throw new ChecklistAlreadyCompleted();
    if (given.reason.trim() === '') throw new ReasonMissing();
    if (concernRaised) refuseBefore(occasion, concernRaised, 'the concern that it looks into');
    return [{ type: 'PreAssessmentCompleted', data }];
  };
