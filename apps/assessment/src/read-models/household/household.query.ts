import type { AreaId, CarerId, ChildId } from '@onestory/kernel';

/** Who of these children is unborn, and who cares for them, as far as the child index has told. */
export class HouseholdOf {
  constructor(
    readonly area: AreaId,
    readonly children: readonly ChildId[],
  ) {}
}

export interface Household {
  readonly unborn: readonly ChildId[];
  /** Carers of any of the children. */
  readonly carers: readonly CarerId[];
  /** Nothing of them has arrived from the index. */
  readonly unknown: readonly ChildId[];
}
