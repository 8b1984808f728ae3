import { KeepsConsents } from '@onestory/service';
import type { ServiceDefinition } from '@onestory/service';
import { assessmentHistory } from './history/assessment.codec.js';
import { concernHistory } from './history/concern.codec.js';
import { preAssessmentHistory } from './history/pre-assessment.codec.js';
import { assessmentPublications } from './publications/assessment.publications.js';
import { concernPublications } from './publications/concern.publications.js';
import { preAssessmentPublications } from './publications/pre-assessment.publications.js';
import { endEpisodeWhenEpisodeIsClosed } from './reactions/end-episode-when-episode-is-closed.js';
import { joinEpisodeWhenAssessmentIsStarted } from './reactions/join-episode-when-assessment-is-started.js';
import {
  assessmentResource,
  AssessmentView,
} from './read-models/assessment-view/assessment-view.js';
import { checklistResource, ChecklistView } from './read-models/checklist-view/checklist-view.js';
import { ConcernsOfChild } from './read-models/concerns-of-child/concerns-of-child.js';
import { concernsResource } from './read-models/concerns-of-child/concerns.resource.js';
import { AssessNeed } from './use-cases/assess-need.js';
import { CompleteAssessment } from './use-cases/complete-assessment.js';
import { CompleteChecklist } from './use-cases/complete-checklist.js';
import { FindStrength } from './use-cases/find-strength.js';
import { IssueFamilyCopy } from './use-cases/issue-family-copy.js';
import { RecordChildsComment } from './use-cases/record-childs-comment.js';
import { RecordConcern } from './use-cases/record-concern.js';
import { RecordDetails } from './use-cases/record-details.js';
import { RecordParentsComment } from './use-cases/record-parents-comment.js';
import { householdResource } from './use-cases/start-assessment/household.resource.js';
import { StartAssessment } from './use-cases/start-assessment/start-assessment.js';

export const assessmentService: ServiceDefinition = {
  name: 'assessment',
  api: new URL('../api.json', import.meta.url),
  routes: [
    RecordConcern,
    CompleteChecklist,
    StartAssessment,
    RecordDetails,
    AssessNeed,
    FindStrength,
    RecordChildsComment,
    RecordParentsComment,
    CompleteAssessment,
    IssueFamilyCopy,
    ConcernsOfChild,
    ChecklistView,
    AssessmentView,
  ],
  histories: [concernHistory, preAssessmentHistory, assessmentHistory],
  resources: [assessmentResource, checklistResource, concernsResource, householdResource],
  publications: [concernPublications, preAssessmentPublications, assessmentPublications],
  consumes: ['child-index', 'information-sharing', 'lead-professional'],
  listeners: [KeepsConsents],
  reactions: [joinEpisodeWhenAssessmentIsStarted, endEpisodeWhenEpisodeIsClosed],
};
