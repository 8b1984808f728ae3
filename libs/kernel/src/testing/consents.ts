import { covers } from '../consents.js';
import type { ConsentPeriod, Disclosure } from '../consents.js';
import { idFrom } from '../ids.js';
import type { AgencyId, CarerId, ChildId, EpisodeId } from '../ids.js';
import { localDate, onDay } from '../time.js';
import type { Moment } from '../time.js';

const episode: EpisodeId = idFrom('episode');
export const mother: CarerId = idFrom('mother');
export const younger: ChildId = idFrom('younger child');
export const elder: ChildId = idFrom('elder child');
export const trust: AgencyId = idFrom('health trust');
export const police: AgencyId = idFrom('police');

export const day = (text: string): Moment => onDay(localDate(text));
/** The mother consents for both children. */
export const hers: ConsentPeriod = {
  consent: idFrom('consent of the mother'),
  episode,
  giver: mother,
  capacity: 'parental_responsibility',
  children: [younger, elder],
  purposes: ['assessment'],
  agencies: [trust],
  panelAgencies: [police],
  from: day('2026-01-16'),
};
/** The elder child decides for itself. */
export const own: ConsentPeriod = {
  ...hers,
  consent: idFrom('consent of the elder child'),
  giver: elder,
  capacity: 'competent_child',
  children: [elder],
};
/** What is to be shared with the health trust, about the younger child. */
export const sharing: Disclosure = {
  at: day('2026-02-25'),
  episode,
  children: [younger],
  recipient: trust,
};
export const covered = (said: readonly ConsentPeriod[], change: Partial<Disclosure> = {}) =>
  covers(said, { ...sharing, ...change });
