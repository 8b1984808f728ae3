import type { Moment, SittingId } from '@onestory/kernel';
import type { CalledOffReason } from '../../domain/sitting.js';

export class CancelSitting {
  constructor(
    readonly sitting: SittingId,
    readonly reason: CalledOffReason,
    readonly when: Moment | undefined,
  ) {}
}
