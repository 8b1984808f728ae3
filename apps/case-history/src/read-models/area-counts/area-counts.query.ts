import type { AreaId } from '@onestory/kernel';

export interface AreaCountsView {
  readonly area: string;
  /** Published events by type, small numbers as `c`. */
  readonly counts: Readonly<Record<string, number | 'c'>>;
}

export class AreaCounts {
  constructor(readonly area: AreaId) {}
}
