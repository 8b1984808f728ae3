import {
  ConflictDeclaredV1,
  ItemListedV1,
  SittingCancelledV1,
  SittingInquorateV1,
  SittingMovedV1,
  SittingReconvenedV1,
  SittingScheduledV1,
} from '@onestory/contracts';
import { idOf } from '@onestory/event-sourcing';
import type { SittingId } from '@onestory/kernel';
import { publications, published } from '@onestory/service';
import { countsIn } from '../domain/quorum.js';
import { sittingHistory } from '../history/sitting.codec.js';

/** Who attended and who left stays private; what they could not decide does not. */
export const sittingPublications = publications(sittingHistory, {
  SittingScheduled: ({ stream, data: { series, date, reconvenes, movedFrom, offCadence } }) =>
    published(SittingScheduledV1, {
      sitting: idOf<SittingId>(stream),
      series,
      date,
      ...(reconvenes && { reconvenes }),
      ...(movedFrom && { movedFrom }),
      ...(offCadence && { offCadence }),
    }),
  ItemListed: ({ stream, data: { item, episode } }) =>
    published(ItemListedV1, { item, sitting: idOf<SittingId>(stream), episode }),
  ConflictDeclared: ({ stream, data: { item, episode, seat } }) =>
    published(ConflictDeclaredV1, { item, sitting: idOf<SittingId>(stream), episode, seat }),
  SittingInquorate: ({ stream, data }) =>
    published(SittingInquorateV1, {
      sitting: idOf<SittingId>(stream),
      date: data.date,
      items: [...data.items],
      ...countsIn(data),
    }),
  SittingReconvened: ({ stream, data: { newSitting, date, items } }) =>
    published(SittingReconvenedV1, {
      sitting: idOf<SittingId>(stream),
      newSitting,
      date,
      items: [...items],
    }),
  SittingMoved: ({ stream, data: { newSitting, date, items, reason } }) =>
    published(SittingMovedV1, {
      sitting: idOf<SittingId>(stream),
      newSitting,
      date,
      items: [...items],
      reason,
    }),
  SittingCancelled: ({ stream, data: { date, items, reason } }) =>
    published(SittingCancelledV1, {
      sitting: idOf<SittingId>(stream),
      date,
      items: [...items],
      reason,
    }),
});
