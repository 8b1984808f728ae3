import { Module } from '@nestjs/common';
import { own } from '@onestory/service';
import type { ServiceDefinition } from '@onestory/service';
import { CompletedAssessment1768294900000 } from './database/migrations/1768294900000-completed-assessment.js';
import { episodeHistory } from './history/episode.codec.js';
import { episodePublications } from './publications/episode.publications.js';
import { assignInterimLeadWhenChecklistIsCompleted } from './reactions/assign-interim-lead-when-checklist-is-completed.js';
import { joinChildrenWhenAssessmentIsStarted } from './reactions/join-children-when-assessment-is-started.js';
import { joinKeyWorkerWhenPanelAllocatesOne } from './reactions/join-key-worker-when-panel-allocates-one.js';
import { ColleagueInHandler } from './read-models/colleague/colleague.handler.js';
import { AssessedWhenHandler } from './read-models/completed-assessment/completed-assessment.handler.js';
import { CompletedAssessments } from './read-models/completed-assessment/completed-assessments.listener.js';
import { EpisodeViewController } from './read-models/episode-view/episode-view.controller.js';
import { EpisodeViewHandler } from './read-models/episode-view/episode-view.handler.js';
import { EpisodeResource } from './read-models/episode-view/episode.resource.js';
import { NominationViewController } from './read-models/nomination-view/nomination-view.controller.js';
import { NominationViewHandler } from './read-models/nomination-view/nomination-view.handler.js';
import { AgreeActionsController } from './use-cases/agree-actions/agree-actions.controller.js';
import { AgreeActionsHandler } from './use-cases/agree-actions/agree-actions.handler.js';
import { AgreePlanController } from './use-cases/agree-plan/agree-plan.controller.js';
import { AgreePlanHandler } from './use-cases/agree-plan/agree-plan.handler.js';
import { AgreeToNominationController } from './use-cases/agree-to-nomination/agree-to-nomination.controller.js';
import { AgreeToNominationHandler } from './use-cases/agree-to-nomination/agree-to-nomination.handler.js';
import { AssignInterimLeadHandler } from './use-cases/assign-interim-lead/assign-interim-lead.handler.js';
import { CorrectFactController } from './use-cases/correct-fact/correct-fact.controller.js';
import { CorrectFactHandler } from './use-cases/correct-fact/correct-fact.handler.js';
import { FinishActionController } from './use-cases/finish-action/finish-action.controller.js';
import { FinishActionHandler } from './use-cases/finish-action/finish-action.handler.js';
import { HoldMeetingController } from './use-cases/hold-meeting/hold-meeting.controller.js';
import { HoldMeetingHandler } from './use-cases/hold-meeting/hold-meeting.handler.js';
import { HoldReviewController } from './use-cases/hold-review/hold-review.controller.js';
import { HoldReviewHandler } from './use-cases/hold-review/hold-review.handler.js';
import { JoinChildrenHandler } from './use-cases/join-children/join-children.handler.js';
import { JoinTeamController } from './use-cases/join-team/join-team.controller.js';
import { JoinTeamHandler } from './use-cases/join-team/join-team.handler.js';
import { NominateLeadController } from './use-cases/nominate-lead/nominate-lead.controller.js';
import { NominateLeadHandler } from './use-cases/nominate-lead/nominate-lead.handler.js';
import { RecordActionNotDoneController } from './use-cases/record-action-not-done/record-action-not-done.controller.js';
import { RecordActionNotDoneHandler } from './use-cases/record-action-not-done/record-action-not-done.handler.js';
import { StartServiceController } from './use-cases/start-service/start-service.controller.js';
import { StartServiceHandler } from './use-cases/start-service/start-service.handler.js';

@Module({
  controllers: [
    JoinTeamController,
    HoldMeetingController,
    NominateLeadController,
    AgreeToNominationController,
    AgreePlanController,
    AgreeActionsController,
    StartServiceController,
    FinishActionController,
    RecordActionNotDoneController,
    HoldReviewController,
    CorrectFactController,
    EpisodeViewController,
    NominationViewController,
  ],
  providers: [
    JoinTeamHandler,
    HoldMeetingHandler,
    NominateLeadHandler,
    AgreeToNominationHandler,
    AgreePlanHandler,
    AgreeActionsHandler,
    StartServiceHandler,
    FinishActionHandler,
    RecordActionNotDoneHandler,
    HoldReviewHandler,
    CorrectFactHandler,
    JoinChildrenHandler,
    AssignInterimLeadHandler,
    ColleagueInHandler,
    AssessedWhenHandler,
    CompletedAssessments,
    EpisodeViewHandler,
    EpisodeResource,
    NominationViewHandler,
  ],
})
export class LeadProfessionalModule {}

export const leadProfessionalService: ServiceDefinition = {
  name: 'lead-professional',
  api: new URL('../api.json', import.meta.url),
  module: LeadProfessionalModule,
  histories: [own(episodeHistory)],
  resources: [EpisodeResource],
  publications: [episodePublications],
  listeners: [CompletedAssessments],
  migrations: [CompletedAssessment1768294900000],
  reactions: [
    joinChildrenWhenAssessmentIsStarted,
    assignInterimLeadWhenChecklistIsCompleted,
    joinKeyWorkerWhenPanelAllocatesOne,
  ],
  hears: ['assessment', 'child-index', 'information-sharing', 'panel-scheduling'],
};
