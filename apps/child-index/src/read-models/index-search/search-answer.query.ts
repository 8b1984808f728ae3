import type { ActorId, AreaId, ChildId, LocalDate } from '@onestory/kernel';
import type { Gender, PersonName } from '../../domain/child.js';

/** What a search is answered with: who was found, to tell one child from another and no more. */
export class SearchAnswer {
  constructor(
    readonly search: string,
    readonly area: AreaId,
    readonly searcher: ActorId,
  ) {}
}

export interface FoundChild {
  readonly child: ChildId;
  /** Null for a child who is forgotten. Absent for an unborn one. */
  readonly name?: PersonName | null;
  readonly dateOfBirth?: LocalDate | null;
  readonly expectedDate?: LocalDate | null;
  readonly gender?: Gender | null;
  /** One of several born together: their order. */
  readonly multipleBirth?: { readonly order: number; readonly of: number };
}

export interface Found {
  /** At most five, without a total. */
  readonly found: readonly FoundChild[];
  /** Rows of some child could not be made yet, so it may be missing here. */
  readonly incomplete?: true;
  /** The same words whatever was found. */
  readonly wayOut: string;
}
