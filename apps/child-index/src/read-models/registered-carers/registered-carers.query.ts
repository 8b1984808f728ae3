import type { AreaId, CarerId } from '@onestory/kernel';

/** Which of these are carers registered in this area. */
export class RegisteredCarers {
  constructor(
    readonly area: AreaId,
    readonly carers: readonly CarerId[],
  ) {}
}
