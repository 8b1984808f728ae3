import type { AreaId } from '@onestory/kernel';

export class AreaCounts {
  constructor(readonly area: AreaId) {}
}
