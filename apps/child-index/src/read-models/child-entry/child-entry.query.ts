import type { Until } from '@onestory/event-sourcing';
import type { AgencyId, CarerId, ChildId, LocalDate } from '@onestory/kernel';
import type {
  CarerOfChild,
  Gender,
  InvolvementId,
  PersonName,
  ServiceKind,
} from '../../domain/child.js';

/** Who is involved with this child, and whom to ask. */
export class ChildEntry {
  constructor(
    readonly child: ChildId,
    readonly until: Until,
  ) {}
}

/** An agency of the register. */
export interface NamedAgency {
  readonly id: AgencyId;
  readonly name: string | null;
}

/** What is null was forgotten. */
export interface ChildEntryView {
  readonly child: ChildId;
  /** Absent for an unborn child. */
  readonly name?: PersonName | null;
  readonly dateOfBirth?: LocalDate | null;
  /** Whole years. */
  readonly age?: number | null;
  readonly gender?: Gender | null;
  /** Of an unborn child only. */
  readonly expectedDate?: LocalDate | null;
  readonly carers: readonly {
    readonly carer: CarerId;
    readonly name: PersonName | null;
    readonly relationship: CarerOfChild['relationship'];
    readonly parentalResponsibility: CarerOfChild['parentalResponsibility'];
  }[];
  /** Who works with the child now. Of sensitive services nothing is shown, their number neither. */
  readonly involvements: readonly {
    readonly involvement: InvolvementId;
    readonly agency: NamedAgency;
    readonly kind: ServiceKind;
    readonly since: LocalDate;
  }[];
  /** That there is one, and nothing more of it. */
  readonly assessmentExists: boolean;
  /** Whoever leads the help, at work. Null: nobody does. */
  readonly contact: {
    readonly name: string;
    readonly jobTitle: string;
    readonly agency: NamedAgency;
    readonly phone: string;
    readonly email: string;
  } | null;
}
