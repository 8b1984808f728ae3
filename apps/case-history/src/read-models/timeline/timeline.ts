import { Controller, Get, Param, Query } from '@nestjs/common';
import type { PublishedEvent } from '@onestory/contracts';
import type { ChildId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, on, pageAsked } from '@onestory/service';
import { PagedUntil, pageWithin, asOf } from '@onestory/service';
import { entriesOf, inOrderOfTime, placeInTime } from '../../domain/timeline.js';
import type { TimelineEntry } from '../../domain/timeline.js';
import { within } from '../../domain/until.js';
import type { AsOf } from '../../domain/until.js';
import { HISTORY, publishedAbout } from '../history/published-about.query.js';

export interface TimelineView {
  readonly child: string;
  /** Oldest first. */
  readonly entries: readonly TimelineEntry[];
}

/** That something was corrected since is known now, whenever the question is about. */
const knowledgeOf = ({ asKnown }: AsOf): AsOf => (asKnown === undefined ? {} : { asKnown });

/** Only the sender, the receiver and the lead see anything of a sensitive service: others see no gap. */
const mayReadSensitive =
  (asked: Asked, messages: readonly PublishedEvent[]) =>
  ({ referral }: TimelineEntry): boolean => {
    const sender = messages
      .filter(({ type }) => type === 'referral.referral-sent.v1')
      .filter(({ data }) => (data as { referral?: string }).referral === referral)
      .map((it) => it.actor);
    const entry = { holders: { sender }, sensitive: true };
    return asked.permitted('case-history.view-timeline', entry);
  };

const entriesFor = async (
  asked: Asked,
  child: ChildId,
  until: AsOf,
): Promise<readonly TimelineEntry[]> => {
  const messages = await asked.ask(publishedAbout([child]));
  const mayRead = mayReadSensitive(asked, messages);
  const shown = messages.filter(within(until));
  const entries = entriesOf(shown, messages.filter(within(knowledgeOf(until))))
    .filter((entry) => entry.children.length === 0 || entry.children.includes(child))
    .filter((entry) => !entry.sensitive || mayRead(entry));
  return inOrderOfTime(entries);
};

@Controller('children/:child/timeline')
export class Timeline {
  constructor(private readonly door: Doorkeeper) {}

  /** One child's help across services, as at a date by occurrence, by recording, or both. */
  @Get()
  @Act('case-history.view-timeline')
  async read(
    @Param('child', AnId) child: ChildId,
    @Query() query: PagedUntil,
    @AskedBy() asked: Asked,
  ): Promise<TimelineView> {
    const page = pageAsked(asked, query);
    const entries = await this.door.answer<readonly TimelineEntry[]>(
      asked,
      on('child', child),
      () => entriesFor(asked, child, asOf(query)),
      { readModel: HISTORY, keys: [child] },
    );
    return { child, entries: pageWithin(asked, page, entries, placeInTime) };
  }
}
