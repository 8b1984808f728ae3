export {
  agencyId,
  childId,
  id,
  messageSchema,
  momentOfMessage,
  practitionerId,
  topicOf,
} from './published-event.js';
export type { Contract, DataOf, PublishedEvent, WireDataOf } from './published-event.js';
export {
  AssessmentCompletedV1,
  AssessmentStartedV1,
  ChildCommentedV1,
  ConcernRecordedV1,
  EpisodeEndedV1,
  EpisodeJoinedV1,
  FamilyCopyIssuedV1,
  ParentCommentedV1,
  PreAssessmentCompletedV1,
} from './assessment.js';
export {
  ChildrenJoinedV1,
  EpisodeClosedV1,
  InterimLeadAssignedV1,
  LeadHandedOverV1,
  LeadLeftV1,
  LeadNominatedV1,
  NominationAgreedV1,
  TacHeldV1,
  TeamMemberJoinedV1,
  TeamMemberLeftV1,
} from './lead-professional.js';
export {
  ActionDoneV1,
  ActionNotDoneV1,
  ActionsAgreedV1,
  FactCorrectedV1,
  PlanAgreedV1,
  ReviewHeldV1,
  ServiceStartedUnderPlanV1,
} from './plans.js';
export {
  SeriesSetV1,
  SittingCancelledV1,
  SittingInquorateV1,
  SittingMovedV1,
  SittingReconvenedV1,
  SittingScheduledV1,
} from './panel-scheduling.js';
export {
  AgendaItemSubmittedV1,
  ConflictDeclaredV1,
  ItemCarriedOverV1,
  ItemDeferredV1,
  ItemListedV1,
  KeyWorkerAllocatedV1,
  PackageApprovedV1,
} from './panel-items.js';
export {
  CarerRegisteredV1,
  ChildRegisteredV1,
  IndexSearchedV1,
  InvolvementEndedV1,
  InvolvementStartedV1,
  TurnedSixteenV1,
  UnbornRegisteredV1,
} from './child-index.js';
export {
  ConsentGivenV1,
  ConsentRefusedV1,
  ConsentWithdrawnV1,
  ParticipationAgreedV1,
  SharingDecidedV1,
} from './information-sharing.js';
export {
  FeedbackSentV1,
  ReferralAcceptedV1,
  ReferralDeclinedV1,
  ReferralReceivedV1,
  ReferralSentV1,
  ReferralWithdrawnV1,
  ReferredServiceStartedV1,
  ScreeningStartedV1,
} from './referral.js';
export { catalogue, contractOf, jsonSchemaOf } from './catalogue.js';
export type { PublishedData, PublishedType } from './catalogue.js';
