import { everyStoredShape } from '@onestory/testing';
import { referralHistory } from './referral.codec.js';

everyStoredShape(referralHistory, {
  fixtures: new URL('fixtures/', import.meta.url),
  about: { children: { length: 1 } },
  personal: [
    'Low mood',
    'children saw',
    'could put them',
    'another matter',
    'can help',
    'counselling',
    'Thank you',
  ],
});
