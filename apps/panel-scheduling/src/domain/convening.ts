import { isWorkingDay, londonDate, refuseBefore } from '@onestory/kernel';
import type {
  AgendaItemId,
  Decision,
  LocalDate,
  Occasion,
  PanelSeriesId,
  Personal,
  PractitionerId,
} from '@onestory/kernel';
import { agendaClosesOn, sittingDateFrom } from './panel-series.js';
import type { SeriesTerms } from './panel-series.js';
import { countsOf } from './quorum.js';
import type { Seat, SeatCode } from './quorum.js';
import {
  AgendaClosed,
  NoSuchSeat,
  NotAWorkingDay,
  NotOnThisAgenda,
  NotOnTheDay,
  NotScheduled,
  NotYourSeat,
  OffTheCadence,
  SeatIsEmpty,
  SeatIsTaken,
  SitsElsewhere,
  SittingInThePast,
  SittingIsOver,
  SittingIsQuorate,
} from './refusals.js';
import { NotAnItemOfTheAgenda } from './item-refusals.js';
import { refuseUnlessPosted } from './posts.js';
import type { Post } from './posts.js';
import { presentAt, quorumAt } from './sitting.js';
import type {
  ListedItem,
  NotedView,
  OffCadence,
  Schedule,
  Scheduled,
  Sitting,
  SittingFact,
} from './sitting.js';

type Decides = Decision<Sitting, SittingFact>;

/** What a sitting on that date is scheduled by: the series as it is set now. */
export const scheduleOn = (
  series: PanelSeriesId,
  { seats, quorum, ...terms }: SeriesTerms,
  date: LocalDate,
): Schedule => ({
  series,
  date,
  seats,
  quorum,
  agendaCloses: agendaClosesOn({ seats, quorum, ...terms }, date),
});

export const scheduleSitting =
  (given: Schedule): Decides =>
  (it, occasion) => {
    if (it.stage !== 'not scheduled' && !isCalledOff(it)) return [];
    if (!isWorkingDay(given.date)) throw new NotAWorkingDay(given.date);
    if (given.date < londonDate(occasion.occurredAt)) throw new SittingInThePast(given.date);
    return [{ type: 'SittingScheduled', data: given }];
  };

/** A sitting keeps the panel's cadence; on another working day it bears the reason. */
export const scheduleByCadence =
  (given: { schedule: Schedule; terms: SeriesTerms; offCadence?: OffCadence }): Decides =>
  (it, occasion) => {
    const { schedule, terms, offCadence } = given;
    const next = sittingDateFrom(terms, schedule.date);
    if (next === schedule.date) return scheduleSitting(schedule)(it, occasion);
    const why = offCadence && { offCadence };
    const facts = scheduleSitting({ ...schedule, ...why })(it, occasion);
    if (facts.length > 0 && !offCadence) throw new OffTheCadence(next);
    return facts;
  };

const isCalledOff = ({ stage }: Sitting): boolean => stage === 'moved' || stage === 'cancelled';

/** `submittedOn`: the day on which the item reached us. */
export interface WaitingItem extends ListedItem {
  readonly submittedOn: LocalDate;
}

/** Puts those who wait on the agenda, all or none. */
export const listItems =
  (waiting: readonly WaitingItem[]): Decides =>
  (it) => {
    if (it.stage === 'not scheduled') throw new NotScheduled();
    const known = it.items.map(({ item }) => item);
    const fresh = waiting.filter(({ item }) => !known.includes(item));
    if (fresh.length === 0) return [];
    if (it.stage !== 'scheduled') throw new SittingIsOver();
    if (fresh.some(({ submittedOn }) => submittedOn > it.agendaCloses))
      throw new AgendaClosed(it.agendaCloses);
    return fresh.map(({ item, episode }) => ({ type: 'ItemListed', data: { item, episode } }));
  };

function refuseUnlessSitting(it: Sitting): asserts it is Scheduled {
  if (it.stage === 'not scheduled') throw new NotScheduled();
  if (it.stage !== 'scheduled') throw new SittingIsOver();
}

const refuseAnotherDay = (it: Scheduled, occasion: Occasion): void => {
  if (londonDate(occasion.occurredAt) !== it.date) throw new NotOnTheDay(it.date);
};

const seatOf = (it: Scheduled, code: SeatCode): Seat => {
  const found = it.seats.find(({ seat }) => seat === code);
  if (!found) throw new NoSuchSeat(code);
  return found;
};

/** Member or deputy of the seat's agency: the seat has one vote, and so has the person. */
export const attend =
  (given: { seat: SeatCode; member: PractitionerId; posts: readonly Post[] }): Decides =>
  (it, occasion) => {
    refuseUnlessSitting(it);
    const seat = seatOf(it, given.seat);
    const here = it.attendance.filter(({ to }) => !to);
    const holder = here.find((one) => one.seat === given.seat)?.member;
    if (holder === given.member) return [];
    if (holder) throw new SeatIsTaken(given.seat);
    const elsewhere = here.find(({ member }) => member === given.member);
    if (elsewhere) throw new SitsElsewhere(elsewhere.seat);
    refuseAnotherDay(it, occasion);
    const { member, posts } = given;
    refuseUnlessPosted(posts, seat.agency, occasion);
    const deputy = seat.member !== undefined && seat.member !== member && { deputy: true as const };
    return [{ type: 'MemberAttended', data: { seat: seat.seat, member, ...deputy } }];
  };

export const leave =
  (given: { seat: SeatCode }): Decides =>
  (it, occasion) => {
    refuseUnlessSitting(it);
    const { seat } = seatOf(it, given.seat);
    const attended = it.attendance.filter((one) => one.seat === seat).at(-1);
    if (!attended) throw new SeatIsEmpty(seat);
    if (attended.to) return [];
    refuseAnotherDay(it, occasion);
    refuseBefore(occasion, attended.from, 'they came');
    return [{ type: 'MemberLeft', data: { seat } }];
  };

/**
 * A member who declares an interest leaves for the item and is not counted for it. `by`: a member who speaks for
 * themself, and so for their own seat; absent where the coordinator or the chair records it.
 */
export const declareConflict =
  (given: {
    item: AgendaItemId;
    seat: SeatCode;
    interest: Personal<string>;
    by?: PractitionerId;
  }): Decides =>
  (it, occasion) => {
    refuseUnlessSitting(it);
    const { seat } = seatOf(it, given.seat);
    const listed = it.items.find(({ item }) => item === given.item);
    if (!listed) throw new NotOnThisAgenda();
    const sits = presentAt(it, occasion).find((one) => one.seat === seat);
    if (!sits) throw new SeatIsEmpty(seat);
    const { member } = sits;
    if (given.by && given.by !== member) throw new NotYourSeat();
    if (it.conflicts.some((one) => one.item === given.item && one.member === member)) return [];
    refuseAnotherDay(it, occasion);
    const { item, episode } = listed;
    return [
      { type: 'ConflictDeclared', data: { item, episode, seat, member, interest: given.interest } },
    ];
  };

const notedOn = (
  left: readonly ListedItem[],
  views: readonly { readonly item: AgendaItemId; readonly view: Personal<string> }[],
): readonly NotedView[] => {
  if (new Set(views.map(({ item }) => item)).size < views.length) throw new NotAnItemOfTheAgenda();
  return views.map(({ item, view }) => {
    const listed = left.find((one) => one.item === item);
    if (!listed) throw new NotAnItemOfTheAgenda();
    return { item, episode: listed.episode, view };
  });
};

/**
 * `settled`: what was decided while the panel was quorate, or deferred, stands; the rest goes to another sitting. Views on
 * it are noted: they decide nothing.
 */
export const declareInquorate =
  (given: {
    settled: readonly AgendaItemId[];
    views?: readonly { readonly item: AgendaItemId; readonly view: Personal<string> }[];
  }): Decides =>
  (it, occasion) => {
    if (it.stage === 'inquorate' || it.stage === 'reconvened') return [];
    refuseUnlessSitting(it);
    refuseAnotherDay(it, occasion);
    const quorum = quorumAt(it, occasion);
    if (quorum.quorate) throw new SittingIsQuorate(quorum);
    const left = it.items.filter(({ item }) => !given.settled.includes(item));
    const views = notedOn(left, given.views ?? []);
    const data = {
      ...countsOf(quorum),
      date: it.date,
      items: left.map(({ item }) => item),
      ...(views.length > 0 && { views }),
    };
    return [{ type: 'SittingInquorate', data }];
  };
