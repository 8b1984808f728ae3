import { Controller, Get, Param, Query } from '@nestjs/common';
import type {
  AgendaItemId,
  EpisodeId,
  LocalDate,
  PanelSeriesId,
  SittingId,
} from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, on } from '@onestory/service';
import { pageAsked, Paged, pageWithin } from '@onestory/service';
import type { Question } from '@onestory/service';
import { AGENDA } from './agenda.projector.js';

interface ItemOfEpisode {
  readonly item: AgendaItemId;
  readonly series: PanelSeriesId;
  readonly submittedOn: LocalDate;
  readonly decided: boolean;
  /** Where it is, was decided or was deferred last; none yet while no agenda is open. */
  readonly sitting: SittingId | null;
}

const itemsOf =
  (episode: EpisodeId): Question<readonly ItemOfEpisode[]> =>
  ({ area, database }) =>
    database.query<ItemOfEpisode>(
      `select item::text, series::text, submitted_on::text as "submittedOn", decided,
              sittings[cardinality(sittings)]::text as sitting
         from agenda_item where area = $1 and episode = $2::uuid order by submitted_on, item`,
      [area, episode],
    );

@Controller('episodes/:episode/agenda-items')
export class ItemsOfEpisode {
  constructor(private readonly door: Doorkeeper) {}

  /** What was put to panels for a family, and where it is: in pages. */
  @Get()
  @Act('panel-scheduling.view-item')
  async list(
    @Param('episode', AnId) episode: EpisodeId,
    @Query() paged: Paged,
    @AskedBy() asked: Asked,
  ): Promise<readonly ItemOfEpisode[]> {
    const page = pageAsked(asked, paged);
    const all = await this.door.answer(asked, on('episode', episode), itemsOf(episode), {
      readModel: AGENDA,
    });
    return pageWithin(asked, page, all, ({ submittedOn, item }) => [submittedOn, item]);
  }
}
