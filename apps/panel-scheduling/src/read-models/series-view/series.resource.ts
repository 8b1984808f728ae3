import { resourceOf } from '@onestory/service';
import type { ResourceLoader } from '@onestory/service';
import { panelSeriesHistory } from '../../history/panel-series.codec.js';

/** A panel is coordinated by the agency that set it up. */
export const seriesResource: ResourceLoader = {
  kind: 'series',
  load: async (id, asked) => {
    const loaded = await asked.load(panelSeriesHistory, id);
    const holders = { 'coordinating-agency': loaded.facts.slice(0, 1).map(({ agency }) => agency) };
    return resourceOf('series', id, panelSeriesHistory, loaded, { holders });
  },
};
