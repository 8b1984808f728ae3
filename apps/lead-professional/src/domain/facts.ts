import type {
  ActionId,
  AgencyId,
  ChildId,
  EventId,
  Fact,
  Id,
  LocalDate,
  Personal,
  PersonId,
  PractitionerId,
} from '@onestory/kernel';

export type NeedId = Id<'need'>;
/** Who has to agree before somebody becomes the lead. */
export const PARTIES = ['family', 'agency', 'nominee'] as const;
export type Party = (typeof PARTIES)[number];
/** Why an action was not done: the accountability that a plan is for. */
export const CAUSES = ['agency', 'circumstances'] as const;
export type Cause = (typeof CAUSES)[number];
export const CLOSING_REASONS = [
  'needs_met',
  'stepped_down_single_agency',
  'stepped_up_social_care',
  'consent_withdrawn',
  'could_not_contact',
  'moved_area_transferred',
  'moved_area_not_transferred',
  'aged_out_transition',
  'child_died',
  'opened_in_error',
] as const;
export type ClosingReason = (typeof CLOSING_REASONS)[number];

/** A measure by its code, in the unit that the code says: `school_attendance_percent` 81. */
export interface Reading {
  readonly measure: string;
  readonly value: number;
}

/** Exactly one agency is accountable. Recipients: agencies that learn of the family by this action. */
export interface AgreedAction {
  readonly action: ActionId;
  readonly what: Personal<string>;
  readonly agency: AgencyId;
  readonly due: LocalDate;
  readonly need?: NeedId;
  readonly recipients?: readonly AgencyId[];
}

export interface Present {
  readonly present: readonly PractitionerId[];
  readonly family: readonly PersonId[];
}

export type CorrectedField = `baselines.${string}` | `measures.${string}`;

export type EpisodeFact =
  | Fact<'ChildrenJoined', { children: readonly ChildId[] }>
  | Fact<'InterimLeadAssigned', { lead: PractitionerId; agency: AgencyId }>
  | Fact<
      'TeamMemberJoined',
      { member: PractitionerId; agency: AgencyId; role: string; as?: 'key_worker' }
    >
  | Fact<'TeamMemberLeft', { member: PractitionerId; agency: AgencyId }>
  | Fact<'TacHeld', Present & { apologies: readonly PractitionerId[]; minutes: Personal<string> }>
  | Fact<'LeadNominated', { nominee: PractitionerId; agency: AgencyId; by: PractitionerId }>
  | Fact<
      'NominationAgreed',
      { by: Party; nominee: PractitionerId; person: PersonId | PractitionerId }
    >
  | Fact<'LeadHandedOver', { from: PractitionerId; to: PractitionerId; agency: AgencyId }>
  | Fact<'LeadLeft', { lead: PractitionerId; agency: AgencyId }>
  | Fact<
      'PlanAgreed',
      { goal: Personal<string>; baselines: readonly Reading[]; reviewDue: LocalDate }
    >
  | Fact<'ActionsAgreed', { actions: readonly AgreedAction[] }>
  | Fact<'ServiceStarted', { action: ActionId; agency: AgencyId }>
  | Fact<
      'ReviewHeld',
      Present & {
        whatChanged: Personal<string>;
        measures: readonly Reading[];
        nextReviewDue: LocalDate;
      }
    >
  | Fact<'ActionDone', { action: ActionId; agency: AgencyId }>
  | Fact<
      'ActionNotDone',
      { action: ActionId; agency: AgencyId; cause: Cause; reason: Personal<string> }
    >
  | Fact<
      'FactCorrected',
      { event: EventId; field: CorrectedField; now: number; reason: Personal<string> }
    >
  | Fact<
      'EpisodeClosed',
      {
        reason: ClosingReason;
        by: PractitionerId;
        /** Whom the episode was about, as far as nothing recorded here has said so. */
        children?: readonly ChildId[];
      }
    >;

/** `school_attendance_percent` of `baselines.school_attendance_percent`. */
export const measureOf = (field: CorrectedField): string => field.slice(field.indexOf('.') + 1);
