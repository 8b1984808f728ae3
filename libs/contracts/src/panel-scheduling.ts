import { z } from 'zod';
import { agencyId, contract, localDate } from './published-event.js';
import {
  AgendaItemSubmittedV1,
  ItemListedV1,
  ItemCarriedOverV1,
  ItemDeferredV1,
  ConflictDeclaredV1,
  PackageApprovedV1,
  KeyWorkerAllocatedV1,
} from './panel-items.js';
import {
  owner,
  series,
  sitting,
  item,
  calledOff,
  seat,
  count,
  missingSeats,
  aSeries,
  aSitting,
  nextSitting,
  anItem,
  healthTrust,
  housing,
} from './panel-parts.js';

export const SeriesSetV1 = contract({
  type: 'panel-scheduling.series-set.v1',
  owner,
  fact: 'SeriesSet',
  meaning: 'A panel meets regularly, and these agencies have its seats.',
  schema: z.looseObject({
    series,
    seats: z.array(z.looseObject({ seat, agency: agencyId })).min(1),
  }),
  example: {
    series: aSeries,
    seats: [
      { seat: 'health', agency: healthTrust },
      { seat: 'housing', agency: housing },
    ],
  },
});

export const SittingScheduledV1 = contract({
  type: 'panel-scheduling.sitting-scheduled.v1',
  owner,
  fact: 'SittingScheduled',
  meaning:
    'The panel will meet on this date; where it reconvenes another sitting, it names that one.',
  schema: z.looseObject({
    sitting,
    series,
    date: localDate,
    reconvenes: sitting.optional(),
    movedFrom: sitting.optional().describe('It meets in place of that one'),
    offCadence: z
      .enum([
        'urgent_items',
        'members_unavailable',
        'venue_unavailable',
        'school_holidays',
        'bank_holiday',
      ])
      .optional()
      .describe('Why it is on no day of the cadence'),
  }),
  example: { sitting: aSitting, series: aSeries, date: '2026-03-03' },
});

export const SittingInquorateV1 = contract({
  type: 'panel-scheduling.sitting-inquorate.v1',
  owner,
  fact: 'SittingInquorate',
  meaning: 'Too few were there, or a required seat was empty: nothing was decided on these items.',
  schema: z.looseObject({
    sitting,
    date: localDate,
    present: count,
    needed: count,
    missingSeats,
    items: z.array(item),
  }),
  example: {
    sitting: aSitting,
    date: '2026-03-03',
    present: 5,
    needed: 6,
    missingSeats: ['health'],
    items: [anItem],
  },
});

export const SittingReconvenedV1 = contract({
  type: 'panel-scheduling.sitting-reconvened.v1',
  owner,
  fact: 'SittingReconvened',
  meaning: 'The panel meets again on this date to decide what an inquorate sitting could not.',
  schema: z.looseObject({ sitting, newSitting: sitting, date: localDate, items: z.array(item) }),
  example: { sitting: aSitting, newSitting: nextSitting, date: '2026-03-10', items: [anItem] },
});

export const SittingMovedV1 = contract({
  type: 'panel-scheduling.sitting-moved.v1',
  owner,
  fact: 'SittingMoved',
  meaning: 'The panel meets on another day instead, with the same items.',
  schema: z.looseObject({
    sitting,
    newSitting: sitting,
    date: localDate,
    items: z.array(item),
    reason: calledOff,
  }),
  example: {
    sitting: aSitting,
    newSitting: nextSitting,
    date: '2026-03-10',
    items: [anItem],
    reason: 'venue_unavailable',
  },
});

export const SittingCancelledV1 = contract({
  type: 'panel-scheduling.sitting-cancelled.v1',
  owner,
  fact: 'SittingCancelled',
  meaning: 'The sitting does not take place; its items wait for the next one.',
  schema: z.looseObject({ sitting, date: localDate, items: z.array(item), reason: calledOff }),
  example: {
    sitting: aSitting,
    date: '2026-03-03',
    items: [anItem],
    reason: 'members_unavailable',
  },
});

export const panelSchedulingContracts = [
  SeriesSetV1,
  SittingScheduledV1,
  AgendaItemSubmittedV1,
  ItemListedV1,
  ItemCarriedOverV1,
  SittingInquorateV1,
  SittingReconvenedV1,
  SittingMovedV1,
  SittingCancelledV1,
  ItemDeferredV1,
  ConflictDeclaredV1,
  PackageApprovedV1,
  KeyWorkerAllocatedV1,
] as const;
