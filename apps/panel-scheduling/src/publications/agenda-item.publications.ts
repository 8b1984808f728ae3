import {
  AgendaItemSubmittedV1,
  ItemCarriedOverV1,
  ItemDeferredV1,
  KeyWorkerAllocatedV1,
  PackageApprovedV1,
} from '@onestory/contracts';
import { publications, published } from '@onestory/service';
import { countsIn } from '../domain/quorum.js';
import { agendaItemHistory } from '../history/agenda-item.codec.js';

export const agendaItemPublications = publications(agendaItemHistory, {
  AgendaItemSubmitted: ({ data: { item, episode, children, series, recipients } }) =>
    published(AgendaItemSubmittedV1, {
      item,
      episode,
      children: [...children],
      series,
      recipients: recipients.map(({ agency }) => agency),
    }),
  ItemCarriedOver: ({ data: { item, episode, from, to } }) =>
    published(ItemCarriedOverV1, { item, episode, from, to }),
  // Who of those present deferred it stays in the panel.
  ItemDeferred: ({ data: { item, episode, series, sitting, reason } }) =>
    published(ItemDeferredV1, { item, episode, series, sitting, reason }),
  PackageApproved: ({ data }) =>
    published(PackageApprovedV1, {
      item: data.item,
      sitting: data.sitting,
      episode: data.episode,
      ...countsIn(data),
      quorate: true,
    }),
  KeyWorkerAllocated: ({ data }) =>
    published(KeyWorkerAllocatedV1, {
      item: data.item,
      sitting: data.sitting,
      episode: data.episode,
      worker: data.worker,
      workerAgency: data.agency,
      weeks: data.weeks,
      ...countsIn(data),
      quorate: true,
    }),
});
