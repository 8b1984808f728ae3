import { Controller, Get, Param, Query } from '@nestjs/common';
import type { StoredFact } from '@onestory/event-sourcing';
import type { ChildId, EpisodeId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, on, AsOf, asOf } from '@onestory/service';
import { allEpisodes, currentEpisode, openEpisodes } from '../../domain/concern.js';
import type { ConcernFact } from '../../domain/concern.js';
import { concernHistory } from '../../history/concern.codec.js';
import { episodesSeen } from './concerns.resource.js';

const SEVERAL_OPEN =
  'This child is in another open episode as well. The child index names whom to contact there; ' +
  'agree which of the two goes on.';

const concernsIn = (facts: readonly StoredFact<ConcernFact>[], seen: readonly EpisodeId[]) =>
  facts.flatMap((it) => {
    if (it.type !== 'ConcernRecorded' || !seen.includes(it.data.episode)) return [];
    const { episode, concern, source } = it.data;
    const { occurredAt, occurredPrecision, recordedAt, actor, agency } = it;
    const recordedBy = { actor, agency };
    return [{ episode, concern, source, occurredAt, occurredPrecision, recordedAt, recordedBy }];
  });

@Controller('children/:child/concerns')
export class ConcernsOfChild {
  constructor(private readonly door: Doorkeeper) {}

  /** What brought the child to early help, and its episodes, as far as the asker may see them. */
  @Get()
  @Act('assessment.view')
  view(@Param('child', AnId) child: ChildId, @Query() until: AsOf, @AskedBy() asked: Asked) {
    return this.door.show(
      asked,
      concernHistory,
      child,
      ({ state, facts }) => {
        const known = allEpisodes(state);
        const seen = episodesSeen(asked).filter((episode) => known.includes(episode));
        if (seen.length === 0) return undefined;
        const open = openEpisodes(state);
        const current = currentEpisode(state);
        const episodes = seen.map((episode) => ({
          episode,
          open: open.includes(episode),
          current: episode === current,
        }));
        const warning = open.length > 1 ? { warning: SEVERAL_OPEN } : {};
        return { child, episodes, ...warning, concerns: concernsIn(facts, seen) };
      },
      { on: on('concerns', child), until: asOf(until) },
    );
  }
}
