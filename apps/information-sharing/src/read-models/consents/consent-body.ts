import type { Register } from '@onestory/access';
import { orElse } from '@onestory/kernel';
import type {
  AgencyId,
  ChildId,
  ConsentId,
  EpisodeId,
  Moment,
  PersonId,
  PractitionerId,
} from '@onestory/kernel';
import { stillRefused } from '../../domain/consent.js';
import type {
  Capacity,
  Exclusion,
  Given,
  HowUnderstood,
  Judged,
  Purpose,
  Spoken,
} from '../../domain/consent.js';
import { childrenUnder } from '../../domain/family.js';
import type { Family } from '../../domain/family.js';

interface GivenConsent {
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

interface RefusedAgency {
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
  /** Whether the giver, if a child, was judged competent for this decision. */
  readonly judged?: Judged;
}

/** A consent as people read it. */
export const consentBody = (
  consent: ConsentId,
  it: Spoken,
  family: Family,
  register: Register,
): ConsentView => {
  const { episode, giver, stage, past, judged } = it;
  return {
    consent,
    episode,
    giver,
    stage,
    agreedToTakePart: it.stage === 'not taking part' ? null : it.agreedAt,
    inForce:
      it.stage === 'in force' ? coveringNow(given(it.given, it.from, register), it, family) : null,
    ...(it.stage === 'withdrawn' && { withdrawnAt: it.withdrawnAt }),
    past: past.map((one) => ({ ...given(one.given, one.from, register), until: one.until })),
    refused: stillRefused(it).map(({ agency = null, children, from }) => ({
      ...{ agency, children, from },
    })),
    ...(judged && { judged }),
  };
};

const coveringNow = (it: GivenConsent, { giver }: Spoken, family: Family): GivenConsent =>
  it.capacity === 'parental_responsibility'
    ? { ...it, children: [...new Set([...it.children, ...childrenUnder(family, giver)])] }
    : it;

const given = (it: Given, from: Moment, register: Register): GivenConsent => ({
  from,
  children: it.children,
  purposes: it.scope.purposes,
  agencies: it.scope.agencies,
  panelAgencies: it.scope.panelSeatsOnlyForItem ?? [],
  exclusions: it.exclusions.map((one) => exclusion(one, register)),
  capacity: it.capacity,
  understoodBy: it.understoodBy,
});

const exclusion = (it: Exclusion, register: Register) =>
  'practitioner' in it
    ? {
        practitioner: it.practitioner,
        name: register.practitioner(it.practitioner)?.name ?? null,
      }
    : { text: orElse(it.text, null) };
