import type { Actor } from '@onestory/access';
import type { Until } from '@onestory/event-sourcing';
import type { ChildId } from '@onestory/kernel';

/** What brought the child to early help, and its episodes, as far as this actor may see them. */
export class ConcernsOfChild {
  constructor(
    readonly child: ChildId,
    readonly actor: Actor,
    readonly until: Until,
  ) {}
}
