import { happenedBefore, momentOf } from '@onestory/kernel';
import type {
  AgendaItemId,
  EpisodeId,
  Evolution,
  Fact,
  LocalDate,
  Moment,
  PanelSeriesId,
  Personal,
  PractitionerId,
  SittingId,
} from '@onestory/kernel';
import { sittingIdOf } from './panel-series.js';
import { quorumOf } from './quorum.js';
import type { Counts, Quorum, QuorumRule, Seat, SeatCode } from './quorum.js';

export interface ListedItem {
  readonly item: AgendaItemId;
  readonly episode: EpisodeId;
}

/** The terms of the day: what the series says later does not change a sitting. */
export interface Schedule {
  readonly series: PanelSeriesId;
  readonly date: LocalDate;
  readonly seats: readonly Seat[];
  readonly quorum: QuorumRule;
  /** The last day on which an item gets on this agenda. */
  readonly agendaCloses: LocalDate;
  readonly reconvenes?: SittingId;
}

/** What was said of an item where nothing could be decided. */
export interface NotedView extends ListedItem {
  readonly view: Personal<string>;
}

export type SittingFact =
  | Fact<'SittingScheduled', Schedule>
  | Fact<'ItemListed', ListedItem>
  | Fact<'MemberAttended', { seat: SeatCode; member: PractitionerId; deputy?: true }>
  | Fact<'MemberLeft', { seat: SeatCode }>
  | Fact<
      'ConflictDeclared',
      ListedItem & { seat: SeatCode; member: PractitionerId; interest: Personal<string> }
    >
  | Fact<
      'SittingInquorate',
      Counts & {
        date: LocalDate;
        items: readonly AgendaItemId[];
        views?: readonly NotedView[];
      }
    >
  | Fact<
      'SittingReconvened',
      { newSitting: SittingId; date: LocalDate; items: readonly AgendaItemId[] }
    >;

export interface Attendance {
  readonly seat: SeatCode;
  readonly member: PractitionerId;
  readonly from: Moment;
  readonly to?: Moment;
}

export interface Conflict {
  readonly item: AgendaItemId;
  readonly seat: SeatCode;
  readonly member: PractitionerId;
}

interface Convened extends Schedule {
  readonly items: readonly ListedItem[];
  readonly attendance: readonly Attendance[];
  readonly conflicts: readonly Conflict[];
  /** Noted while the panel was inquorate. */
  readonly views: readonly NotedView[];
}

export type NotYetScheduled = { readonly stage: 'not scheduled' };
export type Scheduled = { readonly stage: 'scheduled' } & Convened;
export type Inquorate = {
  readonly stage: 'inquorate';
  readonly undecided: readonly AgendaItemId[];
} & Convened;
export type Reconvened = {
  readonly stage: 'reconvened';
  readonly newSitting: SittingId;
  readonly undecided: readonly AgendaItemId[];
} & Convened;

/** One meeting of a panel. Its decisions are in the streams of its items. */
export type Sitting = NotYetScheduled | Scheduled | Inquorate | Reconvened;

const convened = (state: Sitting, change: (it: Convened) => Partial<Convened>): Sitting =>
  state.stage === 'not scheduled' ? state : { ...state, ...change(state) };

export const sitting: Evolution<Sitting, SittingFact> = {
  category: 'sitting',
  initial: { stage: 'not scheduled' },
  evolve: (state, it) => {
    switch (it.type) {
      case 'SittingScheduled':
        return {
          stage: 'scheduled',
          ...it.data,
          items: [],
          attendance: [],
          conflicts: [],
          views: [],
        };
      case 'ItemListed':
        return convened(state, ({ items }) => ({ items: [...items, it.data] }));
      case 'MemberAttended': {
        const { seat, member } = it.data;
        return convened(state, ({ attendance }) => ({
          attendance: [...attendance, { seat, member, from: momentOf(it) }],
        }));
      }
      case 'MemberLeft':
        return convened(state, ({ attendance }) => ({
          attendance: attendance.map((one) =>
            one.seat === it.data.seat && !one.to ? { ...one, to: momentOf(it) } : one,
          ),
        }));
      case 'ConflictDeclared': {
        const { item, seat, member } = it.data;
        return convened(state, ({ conflicts }) => ({
          conflicts: [...conflicts, { item, seat, member }],
        }));
      }
      case 'SittingInquorate':
        if (state.stage === 'not scheduled') return state;
        return {
          ...state,
          stage: 'inquorate',
          undecided: it.data.items,
          views: it.data.views ?? [],
        };
      case 'SittingReconvened':
        if (state.stage === 'not scheduled') return state;
        return {
          ...state,
          stage: 'reconvened',
          newSitting: it.data.newSitting,
          undecided: it.data.items,
        };
    }
  },
};

/** Who sits where at a moment: people come and go. */
export const presentAt = (it: Convened, at: Moment): readonly Attendance[] =>
  it.attendance.filter(
    ({ from, to }) => !happenedBefore(at, from) && (!to || happenedBefore(at, to)),
  );

/** The quorum at a moment; for an item without those who declared an interest in it. */
export const quorumAt = (it: Convened, at: Moment, item?: AgendaItemId): Quorum => {
  const present = presentAt(it, at);
  const conflicted = present.filter(({ member }) =>
    it.conflicts.some((conflict) => conflict.item === item && conflict.member === member),
  );
  const seatsOf = (all: readonly Attendance[]) => all.map(({ seat }) => seat);
  return quorumOf(it.seats, seatsOf(present), seatsOf(conflicted), it.quorum);
};

/** What an item's decision has to know of the sitting, as it was at a moment. */
export interface Standing {
  readonly sitting: SittingId;
  readonly date: LocalDate;
  readonly listed: boolean;
  /** Inquorate sittings are over for whatever was not decided before. */
  readonly over: boolean;
  readonly quorum: Quorum;
  readonly chairAway: boolean;
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
  return {
    sitting: sittingIdOf(it.series, it.date),
    date: it.date,
    listed: it.items.some((listed) => listed.item === item),
    over: it.stage !== 'scheduled',
    quorum: quorumAt(it, at, item),
    chairAway: chair === undefined,
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

/** What an inquorate sitting left undecided: the items that the reconvened one is scheduled with. */
export const undecidedOf = (it: Sitting): readonly ListedItem[] =>
  it.stage === 'inquorate' || it.stage === 'reconvened'
    ? it.items.filter(({ item }) => it.undecided.includes(item))
    : [];
