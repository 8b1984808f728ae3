import { codec } from '@onestory/event-sourcing';
import type { History } from '@onestory/event-sourcing';
import { each, ofTheEpisode, personal, plain } from '@onestory/personal-data';
import { episode, helpOf } from '../domain/episode.js';
import type { Episode } from '../domain/episode.js';
import type { EpisodeFact } from '../domain/facts.js';

const ofAll = personal(ofTheEpisode);

/** Words said at a meeting are about several people: they are under the episode's key. */
export const episodeHistory: History<Episode, EpisodeFact> = {
  evolution: episode,
  codec: codec<EpisodeFact>('episode', {
    ChildrenJoined: { children: plain },
    InterimLeadAssigned: { lead: plain, agency: plain },
    TeamMemberJoined: { member: plain, agency: plain, role: plain, as: plain },
    TeamMemberLeft: { member: plain, agency: plain },
    TacHeld: { present: plain, family: plain, apologies: plain, minutes: ofAll },
    LeadNominated: { nominee: plain, agency: plain, by: plain },
    NominationAgreed: { by: plain, nominee: plain, person: plain },
    LeadHandedOver: { from: plain, to: plain, agency: plain },
    LeadLeft: { lead: plain, agency: plain },
    PlanAgreed: { goal: ofAll, baselines: plain, reviewDue: plain },
    ActionsAgreed: {
      actions: each({
        action: plain,
        what: ofAll,
        agency: plain,
        due: plain,
        need: plain,
        recipients: plain,
      }),
    },
    ServiceStarted: { action: plain, agency: plain },
    ReviewHeld: {
      present: plain,
      family: plain,
      whatChanged: ofAll,
      measures: plain,
      nextReviewDue: plain,
    },
    ActionDone: { action: plain, agency: plain },
    ActionNotDone: { action: plain, agency: plain, cause: plain, reason: ofAll },
    FactCorrected: { event: plain, field: plain, now: plain, reason: ofAll },
    EpisodeClosed: { reason: plain, by: plain, children: plain },
  }),
  corrects: (fact) => (fact.type === 'FactCorrected' ? fact.data.event : undefined),
  about: (state) => {
    const { episode: id, helped } = helpOf(state);
    return { ...(id && { episode: id }), children: helped };
  },
};
