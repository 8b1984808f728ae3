import { idFrom, localDate } from '@onestory/kernel';
import type { CarerId, ChildId, EpisodeId, PractitionerId } from '@onestory/kernel';
import { on } from '@onestory/testing';
import type { AssessmentFact, EntryId } from '../assessment.js';

export const episode: EpisodeId = idFrom('episode');
export const younger: ChildId = idFrom('younger child');
export const elder: ChildId = idFrom('elder child');
export const baby: ChildId = idFrom('unborn baby');
export const mother: CarerId = idFrom('mother');
export const teacher: PractitionerId = idFrom('teacher');
export const midwife: PractitionerId = idFrom('midwife');

export const household = { episode, children: [younger, elder, baby], unborn: [baby], by: teacher };
export const started: AssessmentFact = { type: 'AssessmentStarted', data: household };

export const details = (child: ChildId, born = true): AssessmentFact => ({
  type: 'DetailsRecorded',
  data: {
    child,
    details: born
      ? { name: 'A child', dateOfBirth: localDate('2016-09-03') }
      : { name: 'Unborn baby of the mother', expectedDate: localDate('2026-05-12') },
  },
});
export const attendance = {
  entry: idFrom<EntryId>('attendance'),
  child: younger,
  element: 'D7.2',
  basis: 'observed',
  evidenceDate: localDate('2026-01-30'),
  by: teacher,
  need: 'Attendance is 78 %',
} as const;
export const helpsAtHome = {
  entry: idFrom<EntryId>('helps at home'),
  child: elder,
  element: 'D5',
  basis: 'family_view',
  by: teacher,
  strength: 'Helps her mother and brother',
} as const;
export const need: AssessmentFact = { type: 'NeedAssessed', data: attendance };
export const strength: AssessmentFact = { type: 'StrengthFound', data: helpsAtHome };
export const commented = (child: ChildId): AssessmentFact => ({
  type: 'ChildCommented',
  data: { child, comment: 'I like the mornings when we walk', how: 'own_words' },
});
export const parentCommented: AssessmentFact = {
  type: 'ParentCommented',
  data: { carer: mother, comment: 'I am glad somebody asked' },
};
export const everything = [
  on('2026-01-19', started),
  on('2026-02-10', details(younger)),
  on('2026-02-10', details(elder)),
  on('2026-02-10', details(baby, false)),
  on('2026-02-10', need),
  on('2026-02-10', strength),
  on('2026-02-10', commented(younger)),
  on('2026-02-10', commented(elder)),
  on('2026-02-10', parentCommented),
];
export const version = (n: number, needs = 1): AssessmentFact => ({
  type: 'AssessmentCompleted',
  data: { version: n, children: household.children, needs, strengths: 1, by: teacher },
});
