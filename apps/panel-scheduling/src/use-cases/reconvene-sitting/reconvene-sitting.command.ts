import type { LocalDate, Moment, SittingId } from '@onestory/kernel';

export class ReconveneSitting {
  constructor(
    readonly sitting: SittingId,
    readonly date: LocalDate,
    readonly when: Moment | undefined,
  ) {}
}
