import type { AsOf } from '@onestory/event-sourcing';
import type {
  AreaId,
  AgencyId,
  ChildId,
  ConsentId,
  EpisodeId,
  Moment,
  PersonId,
  PractitionerId,
} from '@onestory/kernel';
import type { Capacity, HowUnderstood, Judged, Purpose } from '../../domain/consent.js';

/** What the family has agreed to in an episode of help, person by person. */
export class ConsentsOfEpisode {
  constructor(
    readonly area: AreaId,
    readonly episode: EpisodeId,
    readonly until: AsOf,
  ) {}
}

/** One giver's consent. */
export class OneConsent {
  constructor(
    readonly consent: ConsentId,
    readonly area: AreaId,
    readonly until: AsOf,
  ) {}
}

export interface GivenConsent {
  readonly from: Moment;
  /** While it is in force: with who joined or was born since. */
  readonly children: readonly ChildId[];
  readonly purposes: readonly Purpose[];
  readonly agencies: readonly AgencyId[];
  /** For the family's own panel item only. */
  readonly panelAgencies: readonly AgencyId[];
  readonly exclusions: readonly (
    | { readonly practitioner: PractitionerId; readonly name: string | null }
    /** Null: forgotten. */
    | { readonly text: string | null }
  )[];
  readonly capacity: Capacity;
  readonly understoodBy: HowUnderstood;
}

export interface RefusedAgency {
  /** Null: a plain refusal, which names nobody. */
  readonly agency: AgencyId | null;
  readonly children: readonly ChildId[];
  readonly from: Moment;
}

export interface ConsentView {
  readonly consent: ConsentId;
  readonly episode: EpisodeId;
  readonly giver: PersonId;
  readonly stage: 'not taking part' | 'taking part' | 'in force' | 'withdrawn';
  /** Null: refused, or was judged competent, without agreeing to take part. */
  readonly agreedToTakePart: Moment | null;
  /** Null: nothing may be shared by this consent. */
  readonly inForce: GivenConsent | null;
  readonly withdrawnAt?: Moment;
  /** What held before, and until when. */
  readonly past: readonly (GivenConsent & { readonly until: Moment })[];
  /** Whom the giver refused and has not consented to since. */
  readonly refused: readonly RefusedAgency[];
  /** Of a child: whether it was judged competent for this decision. */
  readonly judged?: Judged;
}
