import { resourceOf } from '@onestory/service';
import type { ResourceLoader } from '@onestory/service';
import { seatedOn } from '../../domain/standing.js';
import { panelSeriesHistory } from '../../history/panel-series.codec.js';
import { sittingHistory } from '../../history/sitting.codec.js';

/** For whoever has a seat, or sat on one, and for the agency that coordinates the panel. */
export const sittingResource: ResourceLoader = {
  kind: 'sitting',
  load: async (id, asked) => {
    const loaded = await asked.load(sittingHistory, id);
    if (loaded.state.stage === 'not scheduled') return undefined;
    const seats = seatedOn(loaded.state);
    const chairing = (chair: 'chair' | 'vice') =>
      seats.filter((seat) => seat.chair === chair).flatMap(({ people }) => people);
    const { facts } = await asked.load(panelSeriesHistory, loaded.state.series);
    return resourceOf('sitting', id, sittingHistory, loaded, {
      holders: {
        'coordinating-agency': facts.slice(0, 1).map(({ agency }) => agency),
        member: seats.flatMap(({ people }) => people),
        chair: chairing('chair'),
        vice: chairing('vice'),
      },
    });
  },
};
