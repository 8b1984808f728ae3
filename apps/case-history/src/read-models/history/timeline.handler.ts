import { Inject } from '@nestjs/common';
import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { decide, episodesOf, readRelationships } from '@onestory/access';
import type { Resource } from '@onestory/access';
import type { PublishedEvent } from '@onestory/contracts';
import type { Database } from '@onestory/kernel';
import { InDatabase, PLATFORM, View } from '@onestory/service';
import type { Platform } from '@onestory/service';
import { inOrderOfTime, timelineEntry } from '../../domain/timeline.js';
import type { TimelineEntry } from '../../domain/timeline.js';
import { readHistory, until } from './read-history.js';
import { Timeline } from './timeline.query.js';

export interface TimelineView {
  readonly child: string;
  readonly entries: readonly TimelineEntry[];
}

@QueryHandler(Timeline)
export class TimelineHandler implements IQueryHandler<Timeline> {
  constructor(
    @InDatabase() private readonly database: Database,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  async execute(query: Timeline): Promise<View<TimelineView>> {
    const { child, actor } = query;
    const messages = await readHistory(this.database, actor.area, [child]);
    const told = messages.filter(until(query.until)).map((it) => timelineEntry(it));
    const mayReadSensitive = await this.sensitiveReader(query, messages);
    const entries = told
      .filter((entry) => entry !== undefined)
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
