import { Controller, Get, Param, Query } from '@nestjs/common';
import type { LocalDate, PanelSeriesId, SittingId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, on } from '@onestory/service';
import { pageAsked, Paged, pageWithin } from '@onestory/service';
import type { Question } from '@onestory/service';
import type { Sitting } from '../../domain/sitting.js';
import { AGENDA } from './agenda.projector.js';

interface SittingOfSeries {
  readonly sitting: SittingId;
  readonly date: LocalDate;
  /** The last day on which an item gets on its agenda. */
  readonly agendaCloses: LocalDate;
  readonly stage: Exclude<Sitting['stage'], 'not scheduled'>;
  /** The inquorate sitting whose items it takes up. */
  readonly reconvenes: SittingId | null;
}

const sittingsOf =
  (series: PanelSeriesId): Question<readonly SittingOfSeries[]> =>
  ({ area, database }) =>
    database.query<SittingOfSeries>(
      `select sitting::text, date::text, agenda_closes::text as "agendaCloses", stage,
              reconvenes::text
         from sitting where area = $1 and series = $2::uuid order by date, sitting`,
      [area, series],
    );

@Controller('series/:series/sittings')
export class SittingsOfSeries {
  constructor(private readonly door: Doorkeeper) {}

  /** When a panel sits, and until when its agendas are open: by date and in pages. */
  @Get()
  @Act('panel-scheduling.view-series')
  async list(
    @Param('series', AnId) series: PanelSeriesId,
    @Query() paged: Paged,
    @AskedBy() asked: Asked,
  ): Promise<readonly SittingOfSeries[]> {
    const page = pageAsked(asked, paged);
    const all = await this.door.answer(asked, on('series', series), sittingsOf(series), {
      readModel: AGENDA,
    });
    return pageWithin(asked, page, all, ({ date, sitting }) => [date, sitting]);
  }
}
