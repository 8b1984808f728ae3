import { childrenOf } from '@onestory/access';
import type { Resource } from '@onestory/access';
import type { EpisodeId } from '@onestory/kernel';
import { resourceOf } from '@onestory/service';
import type { ResourceLoader } from '@onestory/service';
import { helpOf, leadOf } from '../../domain/episode.js';
import type { Episode } from '../../domain/episode.js';
import { episodeHistory } from '../../history/episode.codec.js';

/**
 * An episode as its owner knows it: who leads, helps and is nominated is read from the stream itself, so that
 * rights change with the fact. Before its first fact it is what others have told of it.
 */
export const episodeResource: ResourceLoader = {
  kind: 'episode',
  load: async (id, asked) => {
    const episode = id as EpisodeId;
    const { area, database } = asked;
    const [loaded, heard] = await Promise.all([
      asked.load(episodeHistory, id),
      childrenOf(area, episode, database),
    ]);
    const holders = holdersOf(loaded.state);
    const own = resourceOf('episode', id, episodeHistory, loaded, { holders });
    if (own) return { ...own, episode, children: [...new Set([...own.children, ...heard])] };
    if (heard.length === 0) return undefined;
    return { kind: 'episode', id, area, episode, children: heard, holders };
  },
};

/**
 * Once the lead is handed over, nominee and their agency stay what they were until another is nominated:
 * whoever repeats the word that handed over gets the answer of the first time. After a lead has left, their agency
 * is asked for the next one.
 */
const holdersOf = (state: Episode): Resource['holders'] => {
  const help = helpOf(state);
  if (help.stage === 'not led') return { lead: [], team: [], nominee: [], 'nominee-agency': [] };
  const { team, nomination } = help;
  const lead = leadOf(help);
  const settled = lead && !lead.interim ? [lead] : [];
  return {
    lead: lead ? [lead.lead] : [],
    team: team.map(({ member }) => member),
    nominee: nomination ? [nomination.nominee] : settled.map((it) => it.lead),
    'nominee-agency': nomination
      ? [nomination.agency]
      : (lead ? settled : [help.lead]).map(({ agency }) => agency),
  };
};
