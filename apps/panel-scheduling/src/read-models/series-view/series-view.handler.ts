import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import { StreamsOf, View } from '@onestory/service';
import type { PanelSeries, PanelSeriesFact } from '../../domain/panel-series.js';
import { panelSeriesHistory } from '../../history/panel-series.codec.js';
import { SeriesView } from './series-view.query.js';
import type { SeriesBody } from './series-view.query.js';

type Answer = View<SeriesBody> | undefined;

@QueryHandler(SeriesView)
export class SeriesViewHandler implements IQueryHandler<SeriesView, Answer> {
  constructor(
    @StreamsOf(panelSeriesHistory) private readonly panels: Streams<PanelSeries, PanelSeriesFact>,
  ) {}

  async execute({ series, until }: SeriesView): Promise<Answer> {
    const loaded = await this.panels.load(series, until);
    const { state } = loaded;
    return state.stage === 'not set' ? undefined : new View({ series, ...state.terms }, loaded);
  }
}
