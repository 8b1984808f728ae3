import { z } from 'zod';
import {
  agencyId,
  assessmentId,
  carerId,
  childId,
  contract,
  episodeId,
  id,
  practitionerId,
} from './published-event.js';

const owner = 'assessment';

const episode = episodeId.describe(
  "One household's early help, from its first concern to its closure",
);
const assessment = assessmentId.describe('The common assessment of that episode');
const children = z.array(childId).min(1);
const entries = z.number().int().nonnegative();

const oneChild = '3f0f8a52-6d5e-4b7e-9a39-0b8f0a5d1c01';
const sibling = '5b1c6f0e-92d3-4c58-8f7a-6f2d9c0e4b02';
const carer = 'c7b2d9a4-1e3f-4a6b-b5c8-0d9e8f7a6b11';
const anEpisode = '8a4c2a5e-2f43-5e0b-8c8d-5a3f3f6b7e10';
const anAssessment = '0e6d1b7c-9a24-5c3f-a1b2-7d8e9f0a1b21';
const teacher = 'd1e2f3a4-b5c6-4d7e-8f90-a1b2c3d4e531';
const school = 'e9d8c7b6-a5f4-4e3d-9c2b-1a0f9e8d7c41';
const aPreAssessment = 'f4a3b2c1-d0e9-4f8a-b7c6-d5e4f3a2b151';

export const ConcernRecordedV1 = contract({
  type: 'assessment.concern-recorded.v1',
  owner,
  fact: 'ConcernRecorded',
  meaning: 'Somebody is worried about a child, and said so: early help begins, or goes on.',
  schema: z.looseObject({ child: childId, episode }),
  example: { child: oneChild, episode: anEpisode },
});

export const EpisodeJoinedV1 = contract({
  type: 'assessment.episode-joined.v1',
  owner,
  fact: 'EpisodeJoined',
  meaning: "A child became part of the household's episode: from now on its help belongs there.",
  schema: z.looseObject({ child: childId, episode }),
  example: { child: sibling, episode: anEpisode },
});

export const EpisodeEndedV1 = contract({
  type: 'assessment.episode-ended.v1',
  owner,
  fact: 'EpisodeEnded',
  meaning: 'The episode is over for this child; a new concern opens a new one.',
  schema: z.looseObject({ child: childId, episode }),
  example: { child: oneChild, episode: anEpisode },
});

export const PreAssessmentCompletedV1 = contract({
  type: 'assessment.pre-assessment-completed.v1',
  owner,
  fact: 'PreAssessmentCompleted',
  meaning:
    'A practitioner went through the checklist and decided what comes next; whoever did so leads until a lead is named, where a common assessment is offered.',
  schema: z.looseObject({
    preAssessment: id,
    child: childId,
    episode,
    outcome: z.enum([
      'no_further_action',
      'single_agency_support',
      'common_assessment',
      'specialist_assessment',
      'safeguarding_referral',
    ]),
    by: practitionerId,
    byAgency: agencyId,
  }),
  example: {
    preAssessment: aPreAssessment,
    child: oneChild,
    episode: anEpisode,
    outcome: 'common_assessment',
    by: teacher,
    byAgency: school,
  },
});

export const AssessmentStartedV1 = contract({
  type: 'assessment.assessment-started.v1',
  owner,
  fact: 'AssessmentStarted',
  meaning: 'The family agreed and the common assessment began, for all the children it names.',
  schema: z.looseObject({ assessment, episode, children, by: practitionerId }),
  example: {
    assessment: anAssessment,
    episode: anEpisode,
    children: [oneChild, sibling],
    by: teacher,
  },
});

export const ChildCommentedV1 = contract({
  type: 'assessment.child-commented.v1',
  owner,
  fact: 'ChildCommented',
  meaning: "The assessment holds the child's own view, or the reason why it does not.",
  schema: z.looseObject({ assessment, episode, child: childId, given: z.boolean() }),
  example: { assessment: anAssessment, episode: anEpisode, child: oneChild, given: true },
});

export const ParentCommentedV1 = contract({
  type: 'assessment.parent-commented.v1',
  owner,
  fact: 'ParentCommented',
  meaning: 'The assessment holds the own view of a parent or carer, or the reason why it does not.',
  schema: z.looseObject({ assessment, episode, carer: carerId.optional(), given: z.boolean() }),
  example: { assessment: anAssessment, episode: anEpisode, carer, given: true },
});

export const AssessmentCompletedV1 = contract({
  type: 'assessment.assessment-completed.v1',
  owner,
  fact: 'AssessmentCompleted',
  meaning: 'A version of the assessment is complete and will not change; a later one may follow.',
  schema: z.looseObject({
    assessment,
    episode,
    children,
    version: z.number().int().positive(),
    needs: entries,
    strengths: entries,
    by: practitionerId,
  }),
  example: {
    assessment: anAssessment,
    episode: anEpisode,
    children: [oneChild, sibling],
    version: 1,
    needs: 3,
    strengths: 2,
    by: teacher,
  },
});

export const FamilyCopyIssuedV1 = contract({
  type: 'assessment.family-copy-issued.v1',
  owner,
  fact: 'FamilyCopyIssued',
  meaning: 'The family was given its own copy of a version, in a language it reads.',
  schema: z.looseObject({
    assessment,
    episode,
    version: z.number().int().positive(),
    language: z.string().describe('BCP 47: fa-AF is Dari'),
  }),
  example: { assessment: anAssessment, episode: anEpisode, version: 1, language: 'fa-AF' },
});

export const assessmentContracts = [
  ConcernRecordedV1,
  EpisodeJoinedV1,
  EpisodeEndedV1,
  PreAssessmentCompletedV1,
  AssessmentStartedV1,
  ChildCommentedV1,
  ParentCommentedV1,
  AssessmentCompletedV1,
  FamilyCopyIssuedV1,
] as const;
