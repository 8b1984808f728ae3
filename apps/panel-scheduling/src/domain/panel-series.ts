import {
  addDays,
  addWorkingDays,
  daysBetween,
  idFrom,
  isWorkingDay,
  weekday,
} from '@onestory/kernel';
import type {
  Decision,
  Evolution,
  Fact,
  LocalDate,
  PanelSeriesId,
  SittingId,
} from '@onestory/kernel';
import type { QuorumRule, Seat } from './quorum.js';
import {
  CadenceDoesNotFit,
  NoPolicyFor,
  NoSuchFraction,
  NoSuchRequiredSeat,
  NotOneChair,
  SeatGivenTwice,
  SeriesIsNotSet,
} from './refusals.js';

/** Every n weeks; weekday 1 is Monday. */
interface Cadence {
  readonly everyWeeks: number;
  readonly weekday: number;
}

/** How a panel works: what its sittings are scheduled by. */
export interface SeriesTerms {
  readonly name: string;
  readonly cadence: Cadence;
  /** The first sitting. */
  readonly from: LocalDate;
  readonly seats: readonly Seat[];
  readonly quorum: QuorumRule;
  /** The agenda closes at the end of the day that lies so many working days before the sitting. */
  readonly agendaClosesWorkingDays: number;
}

/** Set again when seats or rules change; sittings keep the terms that they were scheduled by. */
export type PanelSeriesFact = Fact<'SeriesSet', SeriesTerms>;

export type PanelSeries =
  { readonly stage: 'not set' } | { readonly stage: 'set'; readonly terms: SeriesTerms };

export const panelSeries: Evolution<PanelSeries, PanelSeriesFact> = {
  category: 'panelSeries',
  initial: { stage: 'not set' },
  evolve: (_state, it) => {
    switch (it.type) {
      case 'SeriesSet':
        return { stage: 'set', terms: it.data };
    }
  },
};

/** What the area's policies say where the coordinator does not. */
export interface PanelPolicies {
  readonly quorum?: QuorumRule;
  readonly meets?: Cadence;
  readonly agendaClosesWorkingDays?: number;
}

export interface GivenTerms extends Pick<SeriesTerms, 'name' | 'from' | 'seats'> {
  readonly cadence?: Cadence;
  readonly quorum?: Partial<QuorumRule>;
  readonly agendaClosesWorkingDays?: number;
}

const quorumFrom = (
  { fraction, requiredSeats, chairOrVice }: Partial<QuorumRule>,
  policy?: QuorumRule,
): QuorumRule => {
  const rule = {
    fraction: fraction ?? policy?.fraction,
    requiredSeats: requiredSeats ?? policy?.requiredSeats,
    chairOrVice: chairOrVice ?? policy?.chairOrVice,
  };
  if (!rule.fraction || !rule.requiredSeats || rule.chairOrVice === undefined)
    throw new NoPolicyFor('the quorum');
  return rule as QuorumRule;
};

/** What is given holds over the policies of the day on which the series is set. */
export const termsFrom = (given: GivenTerms, policies: PanelPolicies): SeriesTerms => {
  const { name, from, seats } = given;
  const cadence = given.cadence ?? policies.meets;
  if (!cadence) throw new NoPolicyFor('how often panels meet');
  const agendaClosesWorkingDays = given.agendaClosesWorkingDays ?? policies.agendaClosesWorkingDays;
  if (agendaClosesWorkingDays === undefined) throw new NoPolicyFor('when agendas close');
  const quorum = quorumFrom(given.quorum ?? {}, policies.quorum);
  return { name, cadence, from, seats, quorum, agendaClosesWorkingDays };
};

const refuseSeats = ({ seats, quorum }: SeriesTerms): void => {
  const codes = seats.map(({ seat }) => seat);
  const twice = codes.find((seat, index) => codes.indexOf(seat) < index);
  if (twice !== undefined) throw new SeatGivenTwice(twice);
  const holding = (chair: 'chair' | 'vice') => seats.filter((seat) => seat.chair === chair).length;
  if (holding('chair') !== 1 || holding('vice') > 1) throw new NotOneChair();
  const unknown = quorum.requiredSeats.find((seat) => !codes.includes(seat));
  if (unknown !== undefined) throw new NoSuchRequiredSeat(unknown);
  const [part, whole] = quorum.fraction;
  if (!Number.isInteger(part) || !Number.isInteger(whole) || part < 1 || part > whole)
    throw new NoSuchFraction();
};

const refuseCadence = ({ cadence, from }: SeriesTerms): void => {
  const weeks = Number.isInteger(cadence.everyWeeks) && cadence.everyWeeks >= 1;
  if (!weeks || weekday(from) !== cadence.weekday) throw new CadenceDoesNotFit();
};

/** In whichever order it was given. */
const inOrder = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value;

const same = (one: SeriesTerms, other: SeriesTerms): boolean =>
  JSON.stringify(one, inOrder) === JSON.stringify(other, inOrder);

export const setSeries =
  (terms: SeriesTerms): Decision<PanelSeries, PanelSeriesFact> =>
  (it) => {
    refuseSeats(terms);
    refuseCadence(terms);
    if (it.stage === 'set' && same(it.terms, terms)) return [];
    return [{ type: 'SeriesSet', data: terms }];
  };

export const termsOf = (it: PanelSeries): SeriesTerms => {
  if (it.stage === 'not set') throw new SeriesIsNotSet();
  return it.terms;
};

/** A sitting is what a panel does on a day: two who schedule the same day schedule one sitting. */
export const sittingIdOf = (series: PanelSeriesId, date: LocalDate): SittingId =>
  idFrom('sitting', series, date);

/** On a bank holiday the panel sits on the next working day. */
const nthSitting = ({ from, cadence }: SeriesTerms, n: number): LocalDate => {
  const date = addDays(from, n * cadence.everyWeeks * 7);
  return isWorkingDay(date) ? date : addWorkingDays(date, 1);
};

/** The first sitting on or after a date. */
export const sittingDateFrom = (terms: SeriesTerms, date: LocalDate): LocalDate => {
  const passed = Math.floor(daysBetween(terms.from, date) / (terms.cadence.everyWeeks * 7));
  let n = Math.max(0, passed);
  while (nthSitting(terms, n) < date) n += 1;
  return nthSitting(terms, n);
};

export const agendaClosesOn = (terms: SeriesTerms, sitting: LocalDate): LocalDate =>
  addWorkingDays(sitting, -terms.agendaClosesWorkingDays);

/** Which sitting an item goes to: the next one whose agenda is open on that day. */
export const sittingDateFor = (terms: SeriesTerms, submittedOn: LocalDate): LocalDate => {
  let date = sittingDateFrom(terms, submittedOn);
  while (agendaClosesOn(terms, date) < submittedOn) date = sittingDateFrom(terms, addDays(date, 1));
  return date;
};
