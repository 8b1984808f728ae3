import type { SittingId } from '@onestory/kernel';
import type { WaitingItem } from '../../domain/convening.js';

export class ListItems {
  constructor(
    readonly sitting: SittingId,
    readonly items: readonly WaitingItem[],
  ) {}
}
