import { idFrom } from '@onestory/kernel';
import type {
  ActionId,
  AgencyId,
  EventId,
  LocalDate,
  PersonId,
  PractitionerId,
} from '@onestory/kernel';
import { on } from '@onestory/testing';
import type { AgreedAction, EpisodeFact } from '../facts.js';

/** A plan as its specs know it: agreed on 24 February, reviewed on 14 April. */
export const date = (text: string) => text as LocalDate;
export const teacher: PractitionerId = idFrom('teacher');
export const mother: PersonId = idFrom('mother');
const housing: AgencyId = idFrom('housing');
export const centre: AgencyId = idFrom("children's centre");
export const camhs: AgencyId = idFrom('camhs');
export const agencies = [
  { id: housing, sensitive: false },
  { id: centre, sensitive: false },
  { id: camhs, sensitive: true },
];
export const priorityReview: ActionId = idFrom('priority review');
export const familySessions: ActionId = idFrom('family sessions');
export const planEvent: EventId = idFrom('plan agreed');
export const reviewEvent: EventId = idFrom('review held');

export const attendance = (value: number) => ({ measure: 'school_attendance_percent', value });

export const interim: EpisodeFact = {
  type: 'InterimLeadAssigned',
  data: { lead: teacher, agency: idFrom('school') },
};
const tac: EpisodeFact = {
  type: 'TacHeld',
  data: { present: [teacher], family: [mother], apologies: [], minutes: 'three needs' },
};
export const plan: EpisodeFact = {
  type: 'PlanAgreed',
  data: { goal: 'school again', baselines: [attendance(78)], reviewDue: date('2026-04-21') },
};
export const actions: readonly AgreedAction[] = [
  { action: familySessions, what: 'sessions', agency: centre, due: date('2026-03-31') },
  { action: priorityReview, what: 'review', agency: housing, due: date('2026-04-10') },
];
export const review: EpisodeFact = {
  type: 'ReviewHeld',
  data: {
    present: [teacher],
    family: [mother],
    whatChanged: 'she comes to school',
    measures: [attendance(90)],
    nextReviewDue: date('2026-06-09'),
  },
};
export const notDone: EpisodeFact = {
  type: 'ActionNotDone',
  data: { action: priorityReview, agency: housing, cause: 'agency', reason: 'no answer' },
};
export const done: EpisodeFact = {
  type: 'ActionDone',
  data: { action: priorityReview, agency: housing },
};

export const met = [on('2026-01-14', interim), on('2026-02-24', tac)];
export const planned = [
  ...met,
  on('2026-02-24', plan, { id: planEvent }),
  on('2026-02-24', { type: 'ActionsAgreed', data: { actions } } as EpisodeFact),
];
export const reviewed = [...planned, on('2026-04-14', review, { id: reviewEvent })];
