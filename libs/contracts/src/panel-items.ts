import { z } from 'zod';
import { agencyId, childId, contract, practitionerId } from './published-event.js';
import {
  owner,
  series,
  sitting,
  item,
  episode,
  seat,
  quorum,
  aSeries,
  aSitting,
  nextSitting,
  anItem,
  anEpisode,
  oneChild,
  healthTrust,
  housing,
  charity,
  supportWorker,
} from './panel-parts.js';

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
