import { Controller, Get, Query } from '@nestjs/common';
import type { PanelSeriesId } from '@onestory/kernel';
import { Act, Asked, AskedBy, Doorkeeper, on } from '@onestory/service';
import { pageAsked, Paged, pageWithin } from '@onestory/service';
import type { Question } from '@onestory/service';
import { AGENDA } from './agenda.projector.js';

interface Panel {
  readonly series: PanelSeriesId;
  readonly name: string;
}

const panels: Question<readonly Panel[]> = ({ area, database }) =>
  database.query<Panel>(
    'select series::text, name from series where area = $1 order by name collate "C", series',
    [area],
  );

@Controller('series')
export class Panels {
  constructor(private readonly door: Doorkeeper) {}

  /** Which panels meet in the area, in pages. */
  @Get()
  @Act('panel-scheduling.view-series')
  async list(@Query() paged: Paged, @AskedBy() asked: Asked): Promise<readonly Panel[]> {
    const page = pageAsked(asked, paged);
    const all = await this.door.answer(asked, on('area', asked.area), panels, {
      readModel: AGENDA,
    });
    return pageWithin(asked, page, all, ({ name, series }) => [name, series]);
  }
}
