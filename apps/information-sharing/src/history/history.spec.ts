import { everyStoredShape } from '@onestory/testing';
import { consentHistory } from './consent.codec.js';

everyStoredShape(consentHistory, {
  fixtures: new URL('fixtures/', import.meta.url),
  about: { children: { length: 2 } },
  personal: ['from upstairs', 'go on alone'],
});
