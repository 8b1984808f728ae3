import { idFrom } from '@onestory/kernel';
import type {
  AgencyId,
  AgendaItemId,
  ChildId,
  EpisodeId,
  LocalDate,
  PanelSeriesId,
  PractitionerId,
} from '@onestory/kernel';
import { scheduleOn } from '../convening.js';
import type { SeriesTerms } from '../panel-series.js';
import { sittingIdOf } from '../panel-series.js';
import type { Post } from '../posts.js';
import type { SeatCode } from '../quorum.js';
import type { SittingFact } from '../sitting.js';

/** The nine seats of the panel in Ashcombe, as its specs know it. */
export const date = (text: string): LocalDate => text as LocalDate;
export const agencyOf = (seat: SeatCode): AgencyId => idFrom('agency', seat);
export const memberOf = (seat: SeatCode): PractitionerId => idFrom('member', seat);

export const postsOf = (seat: SeatCode): readonly Post[] => [
  { agency: agencyOf(seat), from: date('2024-09-01') },
];

const CHAIRS: Readonly<Record<string, 'chair' | 'vice'>> = {
  early_help: 'chair',
  education: 'vice',
};

export const terms: SeriesTerms = {
  name: 'Ashcombe early help panel',
  cadence: { everyWeeks: 4, weekday: 2 },
  from: date('2026-01-06'),
  seats: [
    'early_help',
    'education',
    'health',
    'education_welfare',
    'housing',
    'police',
    'social_care',
    'youth',
    'voluntary',
  ].map((seat) => {
    const chair = CHAIRS[seat];
    return { seat, agency: agencyOf(seat), member: memberOf(seat), ...(chair && { chair }) };
  }),
  quorum: { fraction: [2, 3], requiredSeats: ['health', 'education'], chairOrVice: true },
  agendaClosesWorkingDays: 3,
};

export const series: PanelSeriesId = idFrom('series');
export const thirdOfMarch = scheduleOn(series, terms, date('2026-03-03'));
export const tenthOfMarch = scheduleOn(series, terms, date('2026-03-10'));
export const first = sittingIdOf(series, thirdOfMarch.date);
export const second = sittingIdOf(series, tenthOfMarch.date);

export const item: AgendaItemId = idFrom('item');
export const episode: EpisodeId = idFrom('episode');
export const child: ChildId = idFrom('child');

export const scheduled: SittingFact = { type: 'SittingScheduled', data: thirdOfMarch };
export const listed: SittingFact = { type: 'ItemListed', data: { item, episode } };
export const attended = (seat: SeatCode): SittingFact => ({
  type: 'MemberAttended',
  data: { seat, member: memberOf(seat) },
});
export const left = (seat: SeatCode): SittingFact => ({ type: 'MemberLeft', data: { seat } });
export const conflict = (seat: SeatCode): SittingFact => ({
  type: 'ConflictDeclared',
  data: { item, episode, seat, member: memberOf(seat), interest: 'a neighbour' },
});

export const onThird = ['early_help', 'education', 'housing', 'police', 'youth'];
export const onTenth = [
  'early_help',
  'education',
  'health',
  'education_welfare',
  'housing',
  'police',
  'voluntary',
];
