import { Controller, Get, Param, Query } from '@nestjs/common';
import { childrenOf } from '@onestory/access';
import { londonDate } from '@onestory/kernel';
import type { EpisodeId, Instant } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, on, AsOf, asOf } from '@onestory/service';
import type { Question, Sources } from '@onestory/service';
import { measuresOf } from '../../domain/measures.js';
import type { EpisodeMeasures, Limits } from '../../domain/measures.js';
import { within } from '../../domain/until.js';
import { HISTORY, publishedAbout } from '../history/published-about.query.js';

/** The policies in force when the episode began: old cases are judged by the rules of their day. */
const limitsOf = ({ register, area }: Sources, at: Instant): Limits => ({
  assessmentWorkingDays: register.policy(area, 'assessment-within', at)?.workingDays,
  planWorkingDays: register.policy(area, 'plan-within', at)?.workingDays,
  reviewDays: register.policy(area, 'review-within', at)?.days,
});

const measures =
  (episode: EpisodeId, limit: ReturnType<typeof asOf>): Question<EpisodeMeasures | undefined> =>
  async (from) => {
    const children = await childrenOf(from.area, episode, from.database);
    const all = await from.ask(publishedAbout([episode, ...children]));
    const known = all.filter(within(limit));
    const [first] = known
      .filter((it) => it.episode === episode)
      .sort((a, b) => (a.time < b.time ? -1 : 1));
    if (!first) return undefined;
    const day = londonDate(limit.asAt ?? limit.asKnown ?? from.now());
    return measuresOf(episode, known, limitsOf(from, first.time as Instant), day);
  };

@Controller('episodes/:episode/measures')
export class Measures {
  constructor(private readonly door: Doorkeeper) {}

  /** How an episode goes in figures, computed from what services have published. */
  @Get()
  @Act('case-history.view-measures')
  read(
    @Param('episode', AnId) episode: EpisodeId,
    @Query() until: AsOf,
    @AskedBy() asked: Asked,
  ): Promise<EpisodeMeasures> {
    return this.door.answer(asked, on('episode', episode), measures(episode, asOf(until)), {
      readModel: HISTORY,
      keys: [episode],
    });
  }
}
