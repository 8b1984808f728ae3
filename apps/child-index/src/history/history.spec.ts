import { everyStoredShape } from '@onestory/testing';
import { carerHistory } from './carer.codec.js';
import { childHistory } from './child.codec.js';
import { indexSearchHistory } from './index-search.codec.js';

const fixtures = new URL('fixtures/', import.meta.url);

everyStoredShape(childHistory, {
  fixtures,
  personal: ['Some', '2016-09-03', '99900', 'Street', 'ZZ1', 'male'],
});
everyStoredShape(carerHistory, {
  fixtures,
  personal: ['Mother', 'Another', '07700', 'Street', '1994', '99900'],
});
everyStoredShape(indexSearchHistory, { fixtures, personal: ['Some Child', '2016', 'Often late'] });
