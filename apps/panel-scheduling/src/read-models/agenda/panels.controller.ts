import { Controller, Get, Param } from '@nestjs/common';
import type { EpisodeId, PanelSeriesId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { ItemsOfEpisode, Panels, SittingsOfSeries } from './panels.query.js';

const ROWS = { readModel: 'agenda_v2' };

@Controller()
export class PanelsController {
  constructor(private readonly doors: Doorkeeper) {}

  @Get('series')
  @Act('panel-scheduling.view-series')
  panels(@AskedBy() asked: Asked) {
    const { area } = asked.actor;
    return this.doors.query(asked, on('area', area), new Panels(area), ROWS);
  }

  @Get('series/:series/sittings')
  @Act('panel-scheduling.view-series')
  sittings(@Param('series', AnId) series: PanelSeriesId, @AskedBy() asked: Asked) {
    const query = new SittingsOfSeries(asked.actor.area, series);
    return this.doors.query(asked, on('series', series), query, ROWS);
  }

  @Get('episodes/:episode/agenda-items')
  @Act('panel-scheduling.view-item')
  items(@Param('episode', AnId) episode: EpisodeId, @AskedBy() asked: Asked) {
    const query = new ItemsOfEpisode(asked.actor.area, episode);
    return this.doors.query(asked, on('episode', episode), query, ROWS);
  }
}
