import type { Actor } from '@onestory/access';
import type { ChildId } from '@onestory/kernel';
import type { Until } from '../../domain/until.js';

export class Timeline {
  constructor(
    readonly child: ChildId,
    readonly actor: Actor,
    readonly until: Until,
  ) {}
}
