import {
  ActionDoneV1,
  ActionNotDoneV1,
  ActionsAgreedV1,
  ChildrenJoinedV1,
  EpisodeClosedV1,
  FactCorrectedV1,
  InterimLeadAssignedV1,
  LeadHandedOverV1,
  LeadLeftV1,
  LeadNominatedV1,
  NominationAgreedV1,
  PlanAgreedV1,
  ReviewHeldV1,
  ServiceStartedUnderPlanV1,
  TacHeldV1,
  TeamMemberJoinedV1,
  TeamMemberLeftV1,
} from '@onestory/contracts';
import { publications, published } from '@onestory/service';
import { episodeIdOf } from '../domain/episode.js';
import type { AgreedAction } from '../domain/facts.js';
import { episodeHistory } from '../history/episode.codec.js';

/** Who is accountable, for when, and who learns of the family by it; what is to be done stays here. */
const inShort = ({ action, agency, due, recipients }: AgreedAction) => ({
  action,
  agency,
  due,
  ...(recipients && { recipients: [...recipients] }),
});

export const episodePublications = publications(episodeHistory, {
  ChildrenJoined: ({ stream, data: { children } }) =>
    published(ChildrenJoinedV1, { episode: episodeIdOf(stream), children: [...children] }),
  InterimLeadAssigned: ({ stream, data: { lead, agency } }) =>
    published(InterimLeadAssignedV1, { episode: episodeIdOf(stream), lead, leadAgency: agency }),
  TeamMemberJoined: ({ stream, data: { member, agency, role, as } }) =>
    published(TeamMemberJoinedV1, {
      episode: episodeIdOf(stream),
      member,
      memberAgency: agency,
      role,
      ...(as && { as }),
    }),
  TeamMemberLeft: ({ stream, data: { member, agency } }) =>
    published(TeamMemberLeftV1, { episode: episodeIdOf(stream), member, memberAgency: agency }),
  TacHeld: ({ stream }) => published(TacHeldV1, { episode: episodeIdOf(stream) }),
  LeadNominated: ({ stream, data: { nominee, agency } }) =>
    published(LeadNominatedV1, { episode: episodeIdOf(stream), nominee, nomineeAgency: agency }),
  NominationAgreed: ({ stream, data: { by } }) =>
    published(NominationAgreedV1, { episode: episodeIdOf(stream), by }),
  LeadHandedOver: ({ stream, data: { from, to, agency } }) =>
    published(LeadHandedOverV1, { episode: episodeIdOf(stream), from, to, toAgency: agency }),
  LeadLeft: ({ stream, data: { lead, agency } }) =>
    published(LeadLeftV1, { episode: episodeIdOf(stream), lead, leadAgency: agency }),
  PlanAgreed: ({ stream, data: { reviewDue } }) =>
    published(PlanAgreedV1, { episode: episodeIdOf(stream), reviewDue }),
  ActionsAgreed: ({ stream, data: { actions } }) =>
    published(ActionsAgreedV1, { episode: episodeIdOf(stream), actions: actions.map(inShort) }),
  ServiceStarted: ({ stream, data: { action, agency } }) =>
    published(ServiceStartedUnderPlanV1, { episode: episodeIdOf(stream), action, agency }),
  ReviewHeld: ({ stream, data: { nextReviewDue } }) =>
    published(ReviewHeldV1, { episode: episodeIdOf(stream), nextReviewDue }),
  ActionDone: ({ stream, data: { action, agency } }) =>
    published(ActionDoneV1, { episode: episodeIdOf(stream), action, agency }),
  ActionNotDone: ({ stream, data: { action, agency, cause } }) =>
    published(ActionNotDoneV1, { episode: episodeIdOf(stream), action, agency, cause }),
  FactCorrected: ({ stream, data: { event, field } }) =>
    published(FactCorrectedV1, { event, field, episode: episodeIdOf(stream) }),
  EpisodeClosed: ({ stream, data: { reason } }) =>
    published(EpisodeClosedV1, { episode: episodeIdOf(stream), reason }),
});
