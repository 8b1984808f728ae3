import { Injectable } from '@nestjs/common';
import type { Resource } from '@onestory/access';
import { Streams } from '@onestory/event-sourcing';
import { resourceOf, StreamsOf } from '@onestory/service';
import type { ResourceLoader } from '@onestory/service';
import type { PanelSeries, PanelSeriesFact } from '../../domain/panel-series.js';
import { panelSeriesHistory } from '../../history/panel-series.codec.js';

/** A panel is coordinated by the agency that set it up. */
@Injectable()
export class SeriesResource implements ResourceLoader {
  readonly kind = 'series';

  constructor(
    @StreamsOf(panelSeriesHistory) private readonly series: Streams<PanelSeries, PanelSeriesFact>,
  ) {}

  async load(id: string): Promise<Resource | undefined> {
    const loaded = await this.series.load(id);
    const holders = { 'coordinating-agency': loaded.facts.slice(0, 1).map(({ agency }) => agency) };
    return resourceOf(this.kind, id, panelSeriesHistory, loaded, { holders });
  }
}
