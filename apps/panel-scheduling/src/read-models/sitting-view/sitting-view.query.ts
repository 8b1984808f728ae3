import type { AsOf } from '@onestory/event-sourcing';
import type { SittingId } from '@onestory/kernel';

/** Who sat where, whether they could decide, and on what. */
export class SittingView {
  constructor(
    readonly sitting: SittingId,
    readonly until: AsOf,
  ) {}
}
