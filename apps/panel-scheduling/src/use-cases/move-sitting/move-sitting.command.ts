import type { LocalDate, Moment, SittingId } from '@onestory/kernel';
import type { CalledOffReason } from '../../domain/sitting.js';

export class MoveSitting {
  constructor(
    readonly sitting: SittingId,
    readonly date: LocalDate,
    readonly reason: CalledOffReason,
    readonly when: Moment | undefined,
  ) {}
}
