import { codec } from '@onestory/event-sourcing';
import type { History } from '@onestory/event-sourcing';
import { plain } from '@onestory/personal-data';
import { panelSeries } from '../domain/panel-series.js';
import type { PanelSeries, PanelSeriesFact } from '../domain/panel-series.js';

export const panelSeriesHistory: History<PanelSeries, PanelSeriesFact> = {
  evolution: panelSeries,
  codec: codec<PanelSeriesFact>('panelSeries', {
    SeriesSet: {
      name: plain,
      cadence: plain,
      from: plain,
      seats: plain,
      quorum: plain,
      agendaClosesWorkingDays: plain,
    },
  }),
  about: () => ({}),
};
