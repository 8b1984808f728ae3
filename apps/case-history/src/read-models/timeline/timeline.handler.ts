import { Inject } from '@nestjs/common';
import { QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { decide, episodesOf, readRelationships } from '@onestory/access';
import type { Resource } from '@onestory/access';
import type { PublishedEvent } from '@onestory/contracts';
import type { Database } from '@onestory/kernel';
import { InDatabase, PLATFORM, View } from '@onestory/service';
import type { Platform } from '@onestory/service';
import { entriesOf, inOrderOfTime } from '../../domain/timeline.js';
import type { TimelineEntry } from '../../domain/timeline.js';
import { within } from '../../domain/until.js';
import type { Until } from '../../domain/until.js';
import { PublishedAbout } from '../history/published-about.query.js';
import type { Published } from '../history/published-about.query.js';
import { Timeline } from './timeline.query.js';
import type { TimelineView } from './timeline.query.js';

/** That something was corrected since is known now, whenever the question is about. */
const knowledgeOf = ({ asKnown }: Until): Until => (asKnown === undefined ? {} : { asKnown });

@QueryHandler(Timeline)
export class TimelineHandler implements IQueryHandler<Timeline> {
  constructor(
    @Inject(QueryBus) private readonly known: QueryBus,
    @InDatabase() private readonly database: Database,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  async execute(query: Timeline): Promise<View<TimelineView>> {
    const { child, actor } = query;
    const messages: Published = await this.known.execute(new PublishedAbout(actor.area, [child]));
    const shown = messages.filter(within(query.until));
    const mayReadSensitive = await this.sensitiveReader(query, messages);
    const entries = entriesOf(shown, messages.filter(within(knowledgeOf(query.until))))
      .filter((entry) => entry.children.length === 0 || entry.children.includes(child))
      .filter((entry) => !entry.sensitive || mayReadSensitive(entry));
    return new View({ child, entries: inOrderOfTime(entries) });
  }

  /** Of a sensitive service only its sender, its receiver and the lead see anything: others see no gap. */
  private async sensitiveReader({ child, actor }: Timeline, messages: readonly PublishedEvent[]) {
    const at = this.platform.clock.now();
    const [episode] = await episodesOf(actor.area, child, this.database);
    const about = { area: actor.area, children: [child], at, ...(episode && { episode }) };
    const relationships = await readRelationships(about, this.database);
    return (entry: TimelineEntry): boolean => {
      const senders = messages
        .filter(({ type }) => type === 'referral.referral-sent.v1')
        .filter(({ data }) => (data as { referral?: string }).referral === entry.referral)
        .map((it) => it.actor);
      const resource: Resource = {
        kind: 'timeline-entry',
        id: entry.id,
        ...about,
        holders: { sender: senders },
        sensitive: true,
      };
      return decide(actor, 'case-history.view-timeline', resource, { at, relationships }).allow;
    };
  }
}
