import { addDays, isWorkingDay, londonDate } from '@onestory/kernel';
import type { Decision, LocalDate, SittingId } from '@onestory/kernel';
import { scheduleSitting } from './convening.js';
import { sittingIdOf } from './panel-series.js';
import {
  DayIsTaken,
  NotAWorkingDay,
  NotScheduled,
  ReconvenedElsewhere,
  ReconvenedTooLate,
  SittingHasBegun,
  SittingInThePast,
  SittingIsNotInquorate,
  SittingIsOver,
} from './refusals.js';
import type {
  CalledOffReason,
  ListedItem,
  Schedule,
  Scheduled,
  Sitting,
  SittingFact,
} from './sitting.js';

type Decides = Decision<Sitting, SittingFact>;

/** The same items again: they were on time, whenever the new agenda closes. */
export const scheduleAgain =
  (given: {
    schedule: Schedule;
    inPlaceOf: { readonly reconvenes: SittingId } | { readonly movedFrom: SittingId };
    items: readonly ListedItem[];
  }): Decides =>
  (it, occasion) => {
    const { schedule, inPlaceOf, items } = given;
    const scheduled = scheduleSitting({ ...schedule, ...inPlaceOf })(it, occasion);
    const known = scheduled.length > 0 || it.stage === 'not scheduled' ? [] : it.items;
    const listed = items
      .filter(({ item }) => !known.some((one) => one.item === item))
      .map((data): SittingFact => ({ type: 'ItemListed', data }));
    return [...scheduled, ...listed];
  };

/** `withinDays`: by when the area's policy wants the panel to meet again. */
export const reconvene =
  (given: { date: LocalDate; withinDays: number }): Decides =>
  (it) => {
    const { date, withinDays } = given;
    if (it.stage === 'not scheduled') throw new NotScheduled();
    const newSitting = sittingIdOf(it.series, date);
    if (it.stage === 'reconvened' && it.newSitting === newSitting) return [];
    if (it.stage === 'reconvened') throw new ReconvenedElsewhere();
    if (it.stage !== 'inquorate') throw new SittingIsNotInquorate();
    const until = addDays(it.date, withinDays);
    if (date <= it.date || date > until) throw new ReconvenedTooLate(it.date, until);
    if (!isWorkingDay(date)) throw new NotAWorkingDay(date);
    return [{ type: 'SittingReconvened', data: { newSitting, date, items: it.undecided } }];
  };

function refuseOnceBegun(it: Sitting): asserts it is Scheduled {
  if (it.stage === 'not scheduled') throw new NotScheduled();
  if (it.stage !== 'scheduled') throw new SittingIsOver();
  if (it.attendance.length > 0) throw new SittingHasBegun();
}

/** `dayIsTaken`: the panel met on that day already. What is on the agenda goes along. */
export const moveSitting =
  (given: { date: LocalDate; reason: CalledOffReason; dayIsTaken: boolean }): Decides =>
  (it, occasion) => {
    const { date, reason, dayIsTaken } = given;
    if (it.stage === 'moved' && it.newSitting === sittingIdOf(it.series, date)) return [];
    refuseOnceBegun(it);
    if (!isWorkingDay(date)) throw new NotAWorkingDay(date);
    if (date < londonDate(occasion.occurredAt)) throw new SittingInThePast(date);
    if (dayIsTaken || date === it.date) throw new DayIsTaken(date);
    const newSitting = sittingIdOf(it.series, date);
    const items = it.items.map(({ item }) => item);
    return [{ type: 'SittingMoved', data: { newSitting, date, items, reason } }];
  };

/** What is on the agenda waits for the next sitting. */
export const cancelSitting =
  (given: { reason: CalledOffReason }): Decides =>
  (it) => {
    if (it.stage === 'cancelled') return [];
    refuseOnceBegun(it);
    const items = it.items.map(({ item }) => item);
    return [{ type: 'SittingCancelled', data: { date: it.date, items, ...given } }];
  };
