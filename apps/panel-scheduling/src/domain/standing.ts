import type { AgendaItemId, LocalDate, Moment, PractitionerId, SittingId } from '@onestory/kernel';
import { sittingIdOf } from './panel-series.js';
import type { Quorum, Seat } from './quorum.js';
import { presentAt, quorumAt } from './sitting.js';
import type { Sitting } from './sitting.js';

type Convened = Exclude<Sitting, { readonly stage: 'not scheduled' }>;

/** What an item's decision has to know of the sitting, as it was at a moment. */
export interface Standing {
  readonly sitting: SittingId;
  readonly date: LocalDate;
  readonly listed: boolean;
  /** Inquorate sittings are over for whatever was not decided before. */
  readonly over: boolean;
  readonly quorum: Quorum;
  readonly chairAway: boolean;
  /** Nobody is recorded as present on the chair's seat. */
  readonly chairAbsent: boolean;
  /** Who is recorded as present. */
  readonly present: readonly PractitionerId[];
  /** The chair, or the vice where the chair is absent or conflicted; nobody where both are. */
  readonly inTheChair?: PractitionerId;
}

/** Present, and without an interest in the item. */
const freeOn = (
  it: Convened,
  at: Moment,
  item: AgendaItemId,
  chair: 'chair' | 'vice',
): PractitionerId | undefined => {
  const seat = it.seats.find((one) => one.chair === chair)?.seat;
  const sits = presentAt(it, at).find((one) => one.seat === seat)?.member;
  const conflicted = it.conflicts.some((one) => one.item === item && one.member === sits);
  return conflicted ? undefined : sits;
};

export const standingOf = (it: Sitting, item: AgendaItemId, at: Moment): Standing | undefined => {
  if (it.stage === 'not scheduled') return undefined;
  const chair = freeOn(it, at, item, 'chair');
  const chairing = chair ?? freeOn(it, at, item, 'vice');
  const present = presentAt(it, at);
  const chairSeat = it.seats.find((one) => one.chair === 'chair')?.seat;
  return {
    sitting: sittingIdOf(it.series, it.date),
    date: it.date,
    listed: it.items.some((listed) => listed.item === item),
    over: it.stage !== 'scheduled',
    quorum: quorumAt(it, at, item),
    chairAway: chair === undefined,
    chairAbsent: !present.some(({ seat }) => seat === chairSeat),
    present: present.map(({ member }) => member),
    ...(chairing && { inTheChair: chairing }),
  };
};

/** A seat and whoever holds it, or sat on it for them. */
export interface Seated extends Seat {
  readonly people: readonly PractitionerId[];
}

export const seatedOn = (it: Sitting): readonly Seated[] =>
  it.stage === 'not scheduled'
    ? []
    : it.seats.map((seat) => {
        const sat = it.attendance.filter((one) => one.seat === seat.seat);
        const people = [...(seat.member ? [seat.member] : []), ...sat.map(({ member }) => member)];
        return { ...seat, people: [...new Set(people)] };
      });
