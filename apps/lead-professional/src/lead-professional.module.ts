import type { ServiceDefinition } from '@onestory/service';
import { CompletedAssessment1768294900000 } from './database/migrations/1768294900000-completed-assessment.js';
import { episodeHistory } from './history/episode.codec.js';
import { episodePublications } from './publications/episode.publications.js';
import { assignInterimLeadWhenChecklistIsCompleted } from './reactions/assign-interim-lead-when-checklist-is-completed.js';
import { joinChildrenWhenAssessmentIsStarted } from './reactions/join-children-when-assessment-is-started.js';
import { joinKeyWorkerWhenPanelAllocatesOne } from './reactions/join-key-worker-when-panel-allocates-one.js';
import { CompletedAssessments } from './read-models/completed-assessment/completed-assessments.listener.js';
import { EpisodeView } from './read-models/episode-view/episode-view.js';
import { episodeResource } from './read-models/episode-view/episode.resource.js';
import { NominationView } from './read-models/nomination-view/nomination-view.js';
import { AcceptNomination } from './use-cases/accept-nomination.js';
import { AgreeActions } from './use-cases/agree-actions.js';
import { AgreeNominationForAgency } from './use-cases/agree-nomination-for-agency.js';
import { AgreeNominationForFamily } from './use-cases/agree-nomination-for-family.js';
import { AgreePlan } from './use-cases/agree-plan.js';
import { CloseEpisode } from './use-cases/close-episode.js';
import { CorrectFact } from './use-cases/correct-fact.js';
import { FinishAction } from './use-cases/finish-action.js';
import { HoldMeeting } from './use-cases/hold-meeting.js';
import { HoldReview } from './use-cases/hold-review.js';
import { JoinTeam } from './use-cases/join-team.js';
import { NominateLead } from './use-cases/nominate-lead.js';
import { RecordActionNotDone } from './use-cases/record-action-not-done.js';
import { RecordDeparture } from './use-cases/record-departure.js';
import { RemoveTeamMember } from './use-cases/remove-team-member.js';
import { StartService } from './use-cases/start-service.js';
import { TakeOver } from './use-cases/take-over.js';

export const leadProfessionalService: ServiceDefinition = {
  name: 'lead-professional',
  api: new URL('../api.json', import.meta.url),
  routes: [
    JoinTeam,
    HoldMeeting,
    NominateLead,
    AgreeNominationForFamily,
    AgreeNominationForAgency,
    AcceptNomination,
    AgreePlan,
    AgreeActions,
    StartService,
    FinishAction,
    RecordActionNotDone,
    HoldReview,
    CorrectFact,
    EpisodeView,
    NominationView,
    RemoveTeamMember,
    RecordDeparture,
    TakeOver,
    CloseEpisode,
  ],
  histories: [episodeHistory],
  resources: [episodeResource],
  publications: [episodePublications],
  listeners: [CompletedAssessments],
  migrations: [CompletedAssessment1768294900000],
  reactions: [
    joinChildrenWhenAssessmentIsStarted,
    assignInterimLeadWhenChecklistIsCompleted,
    joinKeyWorkerWhenPanelAllocatesOne,
  ],
  consumes: ['assessment', 'child-index', 'information-sharing', 'panel-scheduling'],
};
