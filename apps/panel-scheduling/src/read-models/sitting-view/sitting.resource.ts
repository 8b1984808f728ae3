import { Injectable } from '@nestjs/common';
import type { Resource } from '@onestory/access';
import { Streams } from '@onestory/event-sourcing';
import { resourceOf, StreamsOf } from '@onestory/service';
import type { ResourceLoader } from '@onestory/service';
import type { PanelSeries, PanelSeriesFact } from '../../domain/panel-series.js';
import { seatedOn } from '../../domain/standing.js';
import type { Sitting, SittingFact } from '../../domain/sitting.js';
import { panelSeriesHistory } from '../../history/panel-series.codec.js';
import { sittingHistory } from '../../history/sitting.codec.js';

/** Of whoever has a seat, or sat on one, and of the agency that coordinates the panel. */
@Injectable()
export class SittingResource implements ResourceLoader {
  readonly kind = 'sitting';

  constructor(
    @StreamsOf(sittingHistory) private readonly sittings: Streams<Sitting, SittingFact>,
    @StreamsOf(panelSeriesHistory) private readonly series: Streams<PanelSeries, PanelSeriesFact>,
  ) {}

  async load(id: string): Promise<Resource | undefined> {
    const loaded = await this.sittings.load(id);
    if (loaded.state.stage === 'not scheduled') return undefined;
    const seats = seatedOn(loaded.state);
    const chairing = (chair: 'chair' | 'vice') =>
      seats.filter((seat) => seat.chair === chair).flatMap(({ people }) => people);
    const { facts } = await this.series.load(loaded.state.series);
    return resourceOf(this.kind, id, sittingHistory, loaded, {
      holders: {
        'coordinating-agency': facts.slice(0, 1).map(({ agency }) => agency),
        member: seats.flatMap(({ people }) => people),
        chair: chairing('chair'),
        vice: chairing('vice'),
      },
    });
  }
}
