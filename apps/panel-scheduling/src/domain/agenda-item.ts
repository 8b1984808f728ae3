import { momentOf } from '@onestory/kernel';
import type {
  AgencyId,
  AgendaItemId,
  AssessmentId,
  ChildId,
  ConsentId,
  EpisodeId,
  Evolution,
  Fact,
  Moment,
  PanelSeriesId,
  Personal,
  PractitionerId,
  SittingId,
} from '@onestory/kernel';
import { countsIn } from './quorum.js';
import type { Counts } from './quorum.js';

/**
 * Why this agency may see the item.
 * @public declarations name it
 */
export interface Recipient {
  readonly agency: AgencyId;
  readonly basis: { readonly consents: readonly ConsentId[] };
}

/** Everything a panel needs to have before it: no item without lead, assessment, basis and a question. */
export interface ItemContent {
  readonly item: AgendaItemId;
  readonly episode: EpisodeId;
  readonly children: readonly ChildId[];
  readonly series: PanelSeriesId;
  readonly presenter: PractitionerId;
  readonly lead: PractitionerId;
  readonly assessment: AssessmentId;
  readonly version: number;
  readonly ask: Personal<string>;
}

/** Where the money comes from, by code, in per cent of the cost. */
export interface Funding {
  readonly source: string;
  readonly percent: number;
}

/** What is given to the family, and who pays for it. */
export interface Package {
  readonly what?: Personal<string>;
  readonly funding: readonly Funding[];
}

/** Who works with the family, and for how long. */
export interface KeyWorker {
  readonly worker: PractitionerId;
  readonly agency: AgencyId;
  readonly weeks: number;
}

export interface DecidedAt extends Counts {
  readonly item: AgendaItemId;
  readonly episode: EpisodeId;
  readonly sitting: SittingId;
  readonly by: PractitionerId;
}

/** Why an item waits for the next sitting while the others are decided. */
export const DEFERRALS = [
  'not_quorate',
  'information_missing',
  'family_asked',
  'out_of_time',
] as const;
export type DeferralReason = (typeof DEFERRALS)[number] | 'sitting_cancelled';

export type AgendaItemFact =
  | Fact<'AgendaItemSubmitted', ItemContent & { recipients: readonly Recipient[] }>
  | Fact<
      'ItemCarriedOver',
      { item: AgendaItemId; episode: EpisodeId; from: SittingId; to: SittingId }
    >
  | Fact<
      'ItemDeferred',
      {
        item: AgendaItemId;
        episode: EpisodeId;
        series: PanelSeriesId;
        sitting: SittingId;
        reason: DeferralReason;
        /** A member who was there; absent when the coordinator or the chair recorded it. */
        by?: PractitionerId;
      }
    >
  | Fact<'PackageApproved', DecidedAt & { package?: Personal<string>; funding: readonly Funding[] }>
  | Fact<'KeyWorkerAllocated', DecidedAt & KeyWorker>;

interface Before extends ItemContent {
  readonly recipients: readonly Recipient[];
  readonly submitted: Moment;
  readonly carriedOver: number;
  /** Sittings at which it was deferred. */
  readonly deferredAt: readonly SittingId[];
  /** Where it was carried over to. */
  readonly sitting?: SittingId;
}

export type AgendaItem =
  | { readonly stage: 'not submitted' }
  | ({ readonly stage: 'submitted' } & Before)
  | ({ readonly stage: 'decided'; readonly decided: Moment; readonly counts: Counts } & Before & {
        readonly package?: Package;
        readonly keyWorker?: KeyWorker;
      });

const decidedOf = (it: Moment & { readonly data: DecidedAt }) => ({
  stage: 'decided' as const,
  decided: momentOf(it),
  sitting: it.data.sitting,
  counts: countsIn(it.data),
});

const NOT_YET = { carriedOver: 0, deferredAt: [] } as const;

export const agendaItem: Evolution<AgendaItem, AgendaItemFact> = {
  category: 'agendaItem',
  initial: { stage: 'not submitted' },
  evolve: (state, it) => {
    if (it.type === 'AgendaItemSubmitted')
      return { stage: 'submitted', ...it.data, submitted: momentOf(it), ...NOT_YET };
    if (state.stage === 'not submitted') return state;
    switch (it.type) {
      case 'ItemCarriedOver':
        return { ...state, sitting: it.data.to, carriedOver: state.carriedOver + 1 };
      case 'ItemDeferred': {
        if (state.stage === 'decided') return state;
        const { sitting: _left, ...rest } = state;
        const deferredAt = [...state.deferredAt, it.data.sitting];
        return { ...rest, deferredAt, carriedOver: state.carriedOver + 1 };
      }
      case 'PackageApproved': {
        const { package: what, funding } = it.data;
        const given = { ...(what !== undefined && { what }), funding };
        return { ...state, ...decidedOf(it), package: given };
      }
      case 'KeyWorkerAllocated': {
        const { worker, agency, weeks } = it.data;
        return { ...state, ...decidedOf(it), keyWorker: { worker, agency, weeks } };
      }
    }
  },
};
