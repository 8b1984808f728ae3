import type { AgencyId, PractitionerId } from '@onestory/kernel';

/** A seat's code: `health`, `housing`. */
export type SeatCode = string;

/** A seat belongs to an agency; whoever sits on it, member or deputy, carries its vote once. */
export interface Seat {
  readonly seat: SeatCode;
  readonly agency: AgencyId;
  readonly member?: PractitionerId;
  readonly chair?: 'chair' | 'vice';
}

/** `fraction: [2, 3]` of all seats, rounded up. */
export interface QuorumRule {
  readonly fraction: readonly [number, number];
  readonly requiredSeats: readonly SeatCode[];
  readonly chairOrVice: boolean;
}

/** Who was there and could vote. `missingSeats` holds `chair` where neither chair nor vice could. */
export interface Counts {
  readonly present: number;
  readonly needed: number;
  readonly conflicted: number;
  readonly voting: number;
  readonly missingSeats: readonly SeatCode[];
}

export interface Quorum extends Counts {
  readonly quorate: boolean;
}

/** A conflicted seat is present and does not vote; the quorum is taken from those who do. */
export const quorumOf = (
  seats: readonly Seat[],
  present: readonly SeatCode[],
  conflictedSeats: readonly SeatCode[],
  { fraction: [part, whole], requiredSeats, chairOrVice }: QuorumRule,
): Quorum => {
  const here = seats.filter(({ seat }) => present.includes(seat));
  const voters = here.filter(({ seat }) => !conflictedSeats.includes(seat));
  const needed = Math.ceil((seats.length * part) / whole);
  const missingSeats = [
    ...requiredSeats.filter((required) => !voters.some(({ seat }) => seat === required)),
    ...(chairOrVice && !voters.some(({ chair }) => chair) ? ['chair'] : []),
  ];
  return {
    present: here.length,
    needed,
    conflicted: here.length - voters.length,
    voting: voters.length,
    missingSeats,
    quorate: voters.length >= needed && missingSeats.length === 0,
  };
};

export const countsOf = ({ quorate: _quorate, ...counts }: Quorum): Counts => counts;

/** The counts that a fact carries among other things; the list is a new one. */
export const countsIn = ({ present, needed, conflicted, voting, missingSeats }: Counts) => ({
  present,
  needed,
  conflicted,
  voting,
  missingSeats: [...missingSeats],
});
