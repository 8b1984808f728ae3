import { SeriesSetV1 } from '@onestory/contracts';
import { idOf } from '@onestory/event-sourcing';
import type { PanelSeriesId } from '@onestory/kernel';
import { publications, published } from '@onestory/service';
import { panelSeriesHistory } from '../history/panel-series.codec.js';

export const seriesPublications = publications(panelSeriesHistory, {
  SeriesSet: ({ stream, data: { seats } }) =>
    published(SeriesSetV1, {
      series: idOf<PanelSeriesId>(stream),
      seats: seats.map(({ seat, agency }) => ({ seat, agency })),
    }),
});
