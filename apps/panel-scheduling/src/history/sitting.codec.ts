import { codec } from '@onestory/event-sourcing';
import type { History } from '@onestory/event-sourcing';
import { each, personal, plain } from '@onestory/personal-data';
import { sitting } from '../domain/sitting.js';
import type { Sitting, SittingFact } from '../domain/sitting.js';

/** A sitting is about many families: what is said of one names its episode itself. */
export const sittingHistory: History<Sitting, SittingFact> = {
  evolution: sitting,
  codec: codec<SittingFact>('sitting', {
    SittingScheduled: {
      series: plain,
      date: plain,
      seats: plain,
      quorum: plain,
      agendaCloses: plain,
      reconvenes: plain,
      movedFrom: plain,
      offCadence: plain,
    },
    ItemListed: { item: plain, episode: plain },
    MemberAttended: { seat: plain, member: plain, deputy: plain },
    MemberLeft: { seat: plain },
    ConflictDeclared: {
      item: plain,
      episode: plain,
      seat: plain,
      member: plain,
      interest: personal(({ episode }) => ({ episode })),
    },
    SittingInquorate: {
      present: plain,
      needed: plain,
      conflicted: plain,
      voting: plain,
      missingSeats: plain,
      date: plain,
      items: plain,
      views: each({
        item: plain,
        episode: plain,
        view: personal((_inquorate, _about, { episode }) => ({ episode })),
      }),
    },
    SittingMoved: { newSitting: plain, date: plain, items: plain, reason: plain },
    SittingCancelled: { date: plain, items: plain, reason: plain },
    SittingReconvened: { newSitting: plain, date: plain, items: plain },
  }),
  about: () => ({}),
};
