import { everyStoredShape } from '@onestory/testing';
import { assessmentHistory } from './assessment.codec.js';
import { concernHistory } from './concern.codec.js';
import { preAssessmentHistory } from './pre-assessment.codec.js';

const fixtures = new URL('fixtures/', import.meta.url);
const about = { children: expect.any(Array) as unknown };

everyStoredShape(concernHistory, { fixtures, about, personal: ['Tearful'] });
everyStoredShape(preAssessmentHistory, {
  fixtures,
  about,
  personal: ['class teacher', 'More than school'],
});
everyStoredShape(assessmentHistory, {
  fixtures,
  about,
  personal: [
    'interpreter, teacher',
    'tearful',
    'drawing of',
    'A Child',
    '2016',
    'Some Street',
    'Attendance',
    'Helps at',
  ],
});
