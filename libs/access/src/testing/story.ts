import type { PublishedEvent } from '@onestory/contracts';
import { endOfLondonDay, idFrom, localDate } from '@onestory/kernel';
import type { AgencyId, Instant, PractitionerId } from '@onestory/kernel';
import { child, episode, sibling } from './cases.js';
import { published } from './published.js';

export const teacher: PractitionerId = idFrom('teacher');
export const healthVisitor: PractitionerId = idFrom('health visitor');
export const brother: PractitionerId = idFrom('brother');
export const cousin: PractitionerId = idFrom('cousin');
export const school: AgencyId = idFrom('school');
export const practice: AgencyId = idFrom('practice');
export const mothersConsent = idFrom('consent of the mother');
const ownConsent = idFrom('consent of the elder child');
export const byTeacher = (day: string, revision = 0) => ({
  time: `2026-${day}T09:00:00.000Z`,
  actor: teacher,
  revision,
});

/** The story of D1, as other services hear it. */
export const story: readonly PublishedEvent[] = [
  published(
    'child-index.involvement-started.v1',
    { child, involvement: idFrom('i1'), agency: school },
    byTeacher('01-02', 1),
  ),
  published(
    'child-index.involvement-started.v1',
    { child, involvement: idFrom('i2'), agency: practice },
    byTeacher('01-02', 2),
  ),
  published(
    'child-index.involvement-ended.v1',
    { child, involvement: idFrom('i2'), agency: practice },
    byTeacher('02-01', 3),
  ),
  published('child-index.index-searched.v1', { found: [child, sibling] }, byTeacher('01-14')),
  published('assessment.concern-recorded.v1', { child, episode }, byTeacher('01-13')),
  published('assessment.pre-assessment-completed.v1', { child, episode }, byTeacher('01-14')),
  published(
    'lead-professional.interim-lead-assigned.v1',
    { episode, lead: teacher },
    byTeacher('01-14', 0),
  ),
  published(
    'information-sharing.consent-given.v1',
    { consent: mothersConsent, episode, excluded: [brother, cousin] },
    byTeacher('01-16', 1),
  ),
  published(
    'assessment.assessment-started.v1',
    { episode, children: [child, sibling] },
    byTeacher('01-19'),
  ),
  published(
    'lead-professional.children-joined.v1',
    { episode, children: [child, sibling] },
    byTeacher('01-19', 1),
  ),
  published(
    'lead-professional.team-member-joined.v1',
    { episode, member: healthVisitor },
    byTeacher('02-24', 2),
  ),
  published(
    'lead-professional.lead-handed-over.v1',
    { episode, from: teacher, to: healthVisitor },
    byTeacher('02-24', 3),
  ),
  published(
    'information-sharing.consent-given.v1',
    { consent: ownConsent, episode, excluded: [] },
    byTeacher('01-18', 1),
  ),
];

export const day = (text: string): Instant => endOfLondonDay(localDate(text));
export const today = day('2026-03-10');
