import type { Moment, SittingId } from '@onestory/kernel';
import { quorumAt } from '../../domain/sitting.js';
import type { Sitting } from '../../domain/sitting.js';

type SittingHeld = Exclude<Sitting, { readonly stage: 'not scheduled' }>;

/** Items by their ids: what they say is with each item, for those whose agency has a basis to see it. */
export const sittingBody = (sitting: SittingId, it: SittingHeld, at: Moment) => ({
  sitting,
  series: it.series,
  date: it.date,
  stage: it.stage,
  agendaCloses: it.agendaCloses,
  reconvenes: it.reconvenes,
  movedFrom: it.movedFrom,
  offCadence: it.offCadence,
  newSitting: it.stage === 'reconvened' || it.stage === 'moved' ? it.newSitting : undefined,
  seats: it.seats.map((seat) => ({
    ...seat,
    required: it.quorum.requiredSeats.includes(seat.seat),
    attended: it.attendance
      .filter((one) => one.seat === seat.seat)
      .map(({ member, from, to }) => ({ member, from, to })),
  })),
  rule: it.quorum,
  /** As it is at this moment, or was at the moment asked for. */
  quorum: quorumAt(it, at),
  items: it.items.map(({ item }) => ({
    item,
    quorum: quorumAt(it, at, item),
    conflictedSeats: it.conflicts.filter((one) => one.item === item).map(({ seat }) => seat),
  })),
  undecided: it.stage === 'scheduled' ? undefined : it.undecided,
});

export type SittingBody = ReturnType<typeof sittingBody>;
