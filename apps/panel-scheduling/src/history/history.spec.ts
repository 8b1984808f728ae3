import { everyStoredShape } from '@onestory/testing';
import { agendaItemHistory } from './agenda-item.codec.js';
import { panelSeriesHistory } from './panel-series.codec.js';
import { sittingHistory } from './sitting.codec.js';

const fixtures = new URL('fixtures/', import.meta.url);

everyStoredShape(panelSeriesHistory, { fixtures, tells: { stage: 'set' } });
everyStoredShape(sittingHistory, {
  fixtures,
  tells: { stage: 'cancelled', undecided: { length: 1 }, items: [{}], conflicts: [{}] },
  personal: ['next door', 'at home'],
});
everyStoredShape(agendaItemHistory, {
  fixtures,
  tells: { stage: 'decided', carriedOver: 1, keyWorker: {} },
  about: { episode: '8a4c2a5e-2f43-5e0b-8c8d-5a3f3f6b7e10', children: { length: 2 } },
  personal: ['at home'],
});
