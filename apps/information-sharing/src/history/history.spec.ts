import { everyStoredShape } from '@onestory/testing';
import { consentHistory } from './consent.codec.js';
import { sharingHistory } from './sharing.codec.js';

const fixtures = new URL('fixtures/', import.meta.url);

everyStoredShape(consentHistory, {
  fixtures,
  tells: { stage: 'withdrawn', refused: [{}], judged: { competent: true } },
  about: { children: { length: 2 } },
  personal: ['from upstairs', 'go on alone', 'to the house', 'in own words'],
});
everyStoredShape(sharingHistory, {
  fixtures,
  tells: { decisions: [{ basis: 'consent_of_another' }] },
  about: { children: { length: 2 } },
  personal: ['put at risk'],
});
