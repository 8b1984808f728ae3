import { Module } from '@nestjs/common';
import { HearsConsents, own } from '@onestory/service';
import type { ServiceDefinition } from '@onestory/service';
import { assessmentHistory } from './history/assessment.codec.js';
import { concernHistory } from './history/concern.codec.js';
import { preAssessmentHistory } from './history/pre-assessment.codec.js';
import { assessmentPublications } from './publications/assessment.publications.js';
import { concernPublications } from './publications/concern.publications.js';
import { preAssessmentPublications } from './publications/pre-assessment.publications.js';
import { endEpisodeWhenEpisodeIsClosed } from './reactions/end-episode-when-episode-is-closed.js';
import { joinEpisodeWhenAssessmentIsStarted } from './reactions/join-episode-when-assessment-is-started.js';
import { AssessmentViewController } from './read-models/assessment-view/assessment-view.controller.js';
import {
  AssessmentVersionHandler,
  AssessmentViewHandler,
} from './read-models/assessment-view/assessment-view.handler.js';
import { AssessmentResource } from './read-models/assessment-view/assessment.resource.js';
import { ChecklistViewController } from './read-models/checklist-view/checklist-view.controller.js';
import { ChecklistViewHandler } from './read-models/checklist-view/checklist-view.handler.js';
import { ChecklistResource } from './read-models/checklist-view/checklist.resource.js';
import { ConcernsOfChildController } from './read-models/concerns-of-child/concerns-of-child.controller.js';
import { ConcernsOfChildHandler } from './read-models/concerns-of-child/concerns-of-child.handler.js';
import { ConcernsResource } from './read-models/concerns-of-child/concerns.resource.js';
import { ConsentToAssessHandler } from './read-models/consent-to-assess/consent-to-assess.handler.js';
import { OtherEpisodesHandler } from './read-models/other-episodes/other-episodes.handler.js';
import { HouseholdHandler } from './read-models/household/household.handler.js';
import { CompleteAssessmentController } from './use-cases/complete-assessment/complete-assessment.controller.js';
import { CompleteAssessmentHandler } from './use-cases/complete-assessment/complete-assessment.handler.js';
import { CompleteChecklistController } from './use-cases/complete-checklist/complete-checklist.controller.js';
import { CompleteChecklistHandler } from './use-cases/complete-checklist/complete-checklist.handler.js';
import { EndEpisodeHandler } from './use-cases/end-episode/end-episode.handler.js';
import { IssueFamilyCopyController } from './use-cases/issue-family-copy/issue-family-copy.controller.js';
import { IssueFamilyCopyHandler } from './use-cases/issue-family-copy/issue-family-copy.handler.js';
import { JoinEpisodeHandler } from './use-cases/join-episode/join-episode.handler.js';
import { RecordCommentController } from './use-cases/record-comments/record-comment.controller.js';
import {
  RecordChildsCommentHandler,
  RecordParentsCommentHandler,
} from './use-cases/record-comments/record-comment.handler.js';
import { RecordConcernController } from './use-cases/record-concern/record-concern.controller.js';
import { RecordConcernHandler } from './use-cases/record-concern/record-concern.handler.js';
import { RecordDetailsController } from './use-cases/record-details/record-details.controller.js';
import { RecordDetailsHandler } from './use-cases/record-details/record-details.handler.js';
import { RecordEntryController } from './use-cases/record-entries/record-entry.controller.js';
import {
  AssessNeedHandler,
  FindStrengthHandler,
} from './use-cases/record-entries/record-entry.handler.js';
import { householdResource } from './use-cases/start-assessment/household.resource.js';
import { StartAssessmentController } from './use-cases/start-assessment/start-assessment.controller.js';
import { StartAssessmentHandler } from './use-cases/start-assessment/start-assessment.handler.js';

const controllers = [
  RecordConcernController,
  CompleteChecklistController,
  StartAssessmentController,
  RecordDetailsController,
  RecordEntryController,
  RecordCommentController,
  CompleteAssessmentController,
  IssueFamilyCopyController,
  ConcernsOfChildController,
  ChecklistViewController,
  AssessmentViewController,
];

const commandHandlers = [
  RecordConcernHandler,
  CompleteChecklistHandler,
  StartAssessmentHandler,
  RecordDetailsHandler,
  AssessNeedHandler,
  FindStrengthHandler,
  RecordChildsCommentHandler,
  RecordParentsCommentHandler,
  CompleteAssessmentHandler,
  IssueFamilyCopyHandler,
  JoinEpisodeHandler,
  EndEpisodeHandler,
];

const queryHandlers = [
  ConcernsOfChildHandler,
  ChecklistViewHandler,
  AssessmentViewHandler,
  AssessmentVersionHandler,
  ConsentToAssessHandler,
  HouseholdHandler,
  OtherEpisodesHandler,
];

const resources = [AssessmentResource, ChecklistResource, ConcernsResource];
const listeners = [HearsConsents];

@Module({
  controllers,
  providers: [...commandHandlers, ...queryHandlers, ...resources, ...listeners],
})
export class AssessmentModule {}

export const assessmentService: ServiceDefinition = {
  name: 'assessment',
  api: new URL('../api.json', import.meta.url),
  module: AssessmentModule,
  histories: [own(concernHistory), own(preAssessmentHistory), own(assessmentHistory)],
  resources: [...resources, householdResource],
  publications: [concernPublications, preAssessmentPublications, assessmentPublications],
  hears: ['child-index', 'information-sharing', 'lead-professional'],
  listeners,
  reactions: [joinEpisodeWhenAssessmentIsStarted, endEpisodeWhenEpisodeIsClosed],
};
