import type { Until } from '@onestory/event-sourcing';
import type { AgencyId, CarerId, ChildId, LocalDate } from '@onestory/kernel';
import type { CarerOfChild, InvolvementId, PersonName, ServiceKind } from '../../domain/child.js';
import type { WhoItIs } from '../../domain/who-it-is.js';

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
export interface ChildEntryView extends WhoItIs {
  readonly child: ChildId;
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
