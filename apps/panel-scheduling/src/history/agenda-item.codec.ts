import { codec } from '@onestory/event-sourcing';
import type { History } from '@onestory/event-sourcing';
import { personal, plain } from '@onestory/personal-data';
import { agendaItem } from '../domain/agenda-item.js';
import type { AgendaItem, AgendaItemFact } from '../domain/agenda-item.js';

const decidedAt = {
  item: plain,
  episode: plain,
  sitting: plain,
  by: plain,
  present: plain,
  needed: plain,
  conflicted: plain,
  voting: plain,
  missingSeats: plain,
};

export const agendaItemHistory: History<AgendaItem, AgendaItemFact> = {
  evolution: agendaItem,
  codec: codec<AgendaItemFact>('agendaItem', {
    AgendaItemSubmitted: {
      item: plain,
      episode: plain,
      children: plain,
      series: plain,
      presenter: plain,
      lead: plain,
      assessment: plain,
      version: plain,
      ask: personal(({ episode }) => ({ episode })),
      recipients: plain,
    },
    ItemCarriedOver: { item: plain, episode: plain, from: plain, to: plain },
    ItemDeferred: {
      item: plain,
      episode: plain,
      series: plain,
      sitting: plain,
      reason: plain,
      by: plain,
    },
    PackageApproved: {
      ...decidedAt,
      package: personal(({ episode }) => ({ episode })),
      funding: plain,
    },
    KeyWorkerAllocated: { ...decidedAt, worker: plain, agency: plain, weeks: plain },
  }),
  about: (it) =>
    it.stage === 'not submitted' ? {} : { episode: it.episode, children: it.children },
};
