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
  /** It meets in place of that one. */
  readonly movedFrom?: SittingId;
  /** Why it does not fall on a day of the panel's cadence. */
  readonly offCadence?: OffCadence;
}

export const OFF_CADENCE = [
  'urgent_items',
  'members_unavailable',
  'venue_unavailable',
  'school_holidays',
  'bank_holiday',
] as const;
export type OffCadence = (typeof OFF_CADENCE)[number];

/** Why a sitting is moved or cancelled. */
export const CALLED_OFF = [
  'members_unavailable',
  'chairs_unavailable',
  'venue_unavailable',
  'no_items',
  'emergency',
] as const;
export type CalledOffReason = (typeof CALLED_OFF)[number];

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
    >
  | Fact<
      'SittingMoved',
      {
        newSitting: SittingId;
        date: LocalDate;
        items: readonly AgendaItemId[];
        reason: CalledOffReason;
      }
    >
  | Fact<
      'SittingCancelled',
      { date: LocalDate; items: readonly AgendaItemId[]; reason: CalledOffReason }
    >;

export interface Attendance {
  readonly seat: SeatCode;
  readonly member: PractitionerId;
  readonly from: Moment;
  readonly to?: Moment;
}

interface Conflict {
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

type NotYetScheduled = { readonly stage: 'not scheduled' };
export type Scheduled = { readonly stage: 'scheduled' } & Convened;
type Inquorate = {
  readonly stage: 'inquorate';
  readonly undecided: readonly AgendaItemId[];
} & Convened;
type Reconvened = {
  /** After an inquorate sitting, or before any: it was called off and meets on another day. */
  readonly stage: 'reconvened' | 'moved';
  readonly newSitting: SittingId;
  readonly undecided: readonly AgendaItemId[];
} & Convened;
type Cancelled = {
  readonly stage: 'cancelled';
  readonly undecided: readonly AgendaItemId[];
} & Convened;

/** One meeting of a panel. Its decisions are in the streams of its items. */
export type Sitting = NotYetScheduled | Scheduled | Inquorate | Reconvened | Cancelled;

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
      case 'SittingMoved': {
        if (state.stage === 'not scheduled') return state;
        const { newSitting, items } = it.data;
        const stage = it.type === 'SittingMoved' ? 'moved' : 'reconvened';
        return { ...state, stage, newSitting, undecided: items };
      }
      case 'SittingCancelled':
        if (state.stage === 'not scheduled') return state;
        return { ...state, stage: 'cancelled', undecided: it.data.items };
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

/** What a sitting left undecided: the items that the one in its place is scheduled with. */
export const undecidedOf = (it: Sitting): readonly ListedItem[] =>
  it.stage === 'not scheduled' || it.stage === 'scheduled'
    ? []
    : it.items.filter(({ item }) => it.undecided.includes(item));

/** It met, or will: nothing else takes place on its day. A sitting that was called off leaves its day free. */
export const isTaken = ({ stage }: Sitting): boolean =>
  stage === 'inquorate' || stage === 'reconvened';
