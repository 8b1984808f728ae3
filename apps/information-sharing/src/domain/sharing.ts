import { barringRefusals, covers, momentOf } from '@onestory/kernel';
import type {
  AgencyId,
  ChildId,
  ConsentId,
  ConsentPeriod,
  Decision,
  EpisodeId,
  Evolution,
  Fact,
  Moment,
  Personal,
  PractitionerId,
  Responsible,
} from '@onestory/kernel';
import { NobodyRefused, NobodyToShareWith, NoOtherConsent } from './refusals.js';

/** Why it is lawful to share although somebody of the family said no. */
export const SHARING_BASES = [
  'consent_of_another',
  'public_task',
  'legal_obligation',
  'vital_interests',
] as const;
export type SharingBasis = (typeof SHARING_BASES)[number];

/** Stream `sharing-<episode>`: what the lead decided to share all the same, and why. */
export type SharingFact = Fact<
  'SharingDecided',
  {
    episode: EpisodeId;
    children: readonly ChildId[];
    agencies: readonly AgencyId[];
    basis: SharingBasis;
    reason: Personal<string>;
    /** The refusals that were known, by the ids of their givers' consents. */
    despite: readonly ConsentId[];
    by: PractitionerId;
  }
>;

type SharingDecision = SharingFact['data'] & { readonly at: Moment };

export interface Sharing {
  readonly decisions: readonly SharingDecision[];
}

export const sharing: Evolution<Sharing, SharingFact> = {
  category: 'sharing',
  initial: { decisions: [] },
  evolve: ({ decisions }, it) => ({ decisions: [...decisions, { ...it.data, at: momentOf(it) }] }),
};

/** The decisions as the words on sharing hold them: a refusal bars until such a decision. */
export const decisionPeriods = (
  episode: EpisodeId,
  { decisions }: Sharing,
): readonly ConsentPeriod[] =>
  decisions.map(({ children, agencies, at }) => ({
    kind: 'decision',
    ...{ consent: episode as string as ConsentId, episode, giver: episode as string as ChildId },
    ...{ capacity: 'parental_responsibility', purposes: [], panelAgencies: [] },
    ...{ children, agencies, from: at },
  }));

export interface SharingToDecide {
  readonly episode: EpisodeId;
  readonly children: readonly ChildId[];
  readonly agencies: readonly AgencyId[];
  readonly basis: SharingBasis;
  readonly reason: Personal<string>;
  readonly by: PractitionerId;
  /** All that was said of sharing in this episode. */
  readonly said: readonly ConsentPeriod[];
  readonly responsible: readonly Responsible[];
}

/**
 * A no of one parent does not end the work that another agreed to, and is not passed over either: the lead decides,
 * and says why. Where the basis is another's consent, there is one.
 */
export const decideToShare =
  ({ said, responsible, ...given }: SharingToDecide): Decision<Sharing, SharingFact> =>
  (it, at) => {
    const { episode, children, agencies, basis } = given;
    if (children.length === 0 || agencies.length === 0) throw new NobodyToShareWith();
    const words = [...said, ...decisionPeriods(episode, it)];
    const sharingWith = (recipient: AgencyId) => ({
      at,
      episode,
      children,
      recipient,
      responsible,
    });
    const despite = agencies.flatMap((agency) => barringRefusals(words, sharingWith(agency)));
    if (despite.length === 0) throw new NobodyRefused();
    const others = said.filter(({ kind }) => kind !== 'refusal');
    const consented = (agency: AgencyId): boolean =>
      covers(others, sharingWith(agency)) ||
      covers(others, { ...sharingWith(agency), forPanelItem: true });
    if (basis === 'consent_of_another' && !agencies.every(consented)) throw new NoOtherConsent();
    return [{ type: 'SharingDecided', data: { ...given, despite: [...new Set(despite)] } }];
  };
