import { z } from 'zod';
import {
  agencyId,
  childId,
  contract,
  episodeId,
  itemId,
  localDate,
  practitionerId,
  seriesId,
  sittingId,
} from './published-event.js';

const owner = 'panel-scheduling';

const series = seriesId.describe('A panel that meets regularly');
const sitting = sittingId.describe('One meeting of the panel, named by series and date');
const item = itemId.describe("A family's matter before the panel");
const episode = episodeId.describe(
  "One household's early help, from its first concern to its closure",
);
const calledOff = z.enum([
  'members_unavailable',
  'chairs_unavailable',
  'venue_unavailable',
  'no_items',
  'emergency',
]);
const seat = z.string().describe("A seat's code, such as health");
const count = z.number().int().nonnegative();
const missingSeats = z
  .array(z.string())
  .describe('Required seats that nobody filled; `chair` where neither chair nor vice was there');

/** Who was there for an item and could decide on it. */
const quorum = { present: count, needed: count, conflicted: count, voting: count, missingSeats };

const aSeries = '1f2e3d4c-5b6a-4798-8a9b-0c1d2e3f4a91';
const aSitting = '2a3b4c5d-6e7f-5a8b-9c0d-1e2f3a4b5c92';
const nextSitting = '3b4c5d6e-7f8a-5b9c-8d1e-2f3a4b5c6d93';
const anItem = '4c5d6e7f-8a9b-4cad-9e2f-3a4b5c6d7e94';
const anEpisode = '8a4c2a5e-2f43-5e0b-8c8d-5a3f3f6b7e10';
const oneChild = '3f0f8a52-6d5e-4b7e-9a39-0b8f0a5d1c01';
const healthTrust = 'e8d7c6b5-a4f3-4e2d-8c1b-0a9f8e7d6c42';
const housing = 'e7d6c5b4-a3f2-4e1d-9c0b-9a8f7e6d5c43';
const charity = 'e5d4c3b2-a1f0-4e9d-8c8a-7a6f5e4d3c45';
const supportWorker = 'd5e6f7a8-b9ca-4dbe-9fd0-e1f2a3b4c535';

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

export const AgendaItemSubmittedV1 = contract({
  type: 'panel-scheduling.agenda-item-submitted.v1',
  owner,
  fact: 'AgendaItemSubmitted',
  meaning:
    "A family's matter was put to the panel; the recipients are the agencies that see it, each on a basis that its owner has recorded.",
  schema: z.looseObject({
    item,
    episode,
    children: z.array(childId).min(1),
    series,
    recipients: z.array(agencyId),
  }),
  example: {
    item: anItem,
    episode: anEpisode,
    children: [oneChild],
    series: aSeries,
    recipients: [healthTrust, housing],
  },
});

export const ItemListedV1 = contract({
  type: 'panel-scheduling.item-listed.v1',
  owner,
  fact: 'ItemListed',
  meaning: 'The matter is on the agenda of this sitting.',
  schema: z.looseObject({ item, sitting, episode }),
  example: { item: anItem, sitting: aSitting, episode: anEpisode },
});

export const ItemCarriedOverV1 = contract({
  type: 'panel-scheduling.item-carried-over.v1',
  owner,
  fact: 'ItemCarriedOver',
  meaning:
    'The matter could not be decided at one sitting and goes to another; the family goes on waiting.',
  schema: z.looseObject({ item, episode, from: sitting, to: sitting }),
  example: { item: anItem, episode: anEpisode, from: aSitting, to: nextSitting },
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

export const ItemDeferredV1 = contract({
  type: 'panel-scheduling.item-deferred.v1',
  owner,
  fact: 'ItemDeferred',
  meaning:
    'The matter could not be decided at this sitting, or the sitting did not take place: it goes to the next, and the family goes on waiting.',
  schema: z.looseObject({
    item,
    episode,
    series,
    sitting,
    reason: z.enum([
      'not_quorate',
      'information_missing',
      'family_asked',
      'out_of_time',
      'sitting_cancelled',
    ]),
  }),
  example: {
    item: anItem,
    episode: anEpisode,
    series: aSeries,
    sitting: aSitting,
    reason: 'not_quorate',
  },
});

export const ConflictDeclaredV1 = contract({
  type: 'panel-scheduling.conflict-declared.v1',
  owner,
  fact: 'ConflictDeclared',
  meaning:
    'Who holds this seat has an interest in the matter, leaves for it and has no vote on it.',
  schema: z.looseObject({ item, sitting, episode, seat }),
  example: { item: anItem, sitting: nextSitting, episode: anEpisode, seat: 'housing' },
});

export const PackageApprovedV1 = contract({
  type: 'panel-scheduling.package-approved.v1',
  owner,
  fact: 'PackageApproved',
  meaning: 'A quorate panel approved a package of help for the family.',
  schema: z.looseObject({ item, sitting, episode, ...quorum, quorate: z.literal(true) }),
  example: {
    item: anItem,
    sitting: nextSitting,
    episode: anEpisode,
    present: 7,
    needed: 6,
    conflicted: 1,
    voting: 6,
    missingSeats: [],
    quorate: true,
  },
});

export const KeyWorkerAllocatedV1 = contract({
  type: 'panel-scheduling.key-worker-allocated.v1',
  owner,
  fact: 'KeyWorkerAllocated',
  meaning: 'A quorate panel gave the family a key worker for some weeks.',
  schema: z.looseObject({
    item,
    sitting,
    episode,
    worker: practitionerId,
    workerAgency: agencyId,
    weeks: z.number().int().positive(),
    ...quorum,
    quorate: z.literal(true),
  }),
  example: {
    item: anItem,
    sitting: nextSitting,
    episode: anEpisode,
    worker: supportWorker,
    workerAgency: charity,
    weeks: 10,
    present: 7,
    needed: 6,
    conflicted: 1,
    voting: 6,
    missingSeats: [],
    quorate: true,
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
