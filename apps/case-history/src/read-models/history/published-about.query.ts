import type { PublishedEvent } from '@onestory/contracts';
import type { AreaId } from '@onestory/kernel';

/** Everything published that names one of these ids, or a panel's item of theirs. */
export class PublishedAbout {
  constructor(
    readonly area: AreaId,
    readonly subjects: readonly string[],
  ) {}
}

export type Published = readonly PublishedEvent[];
