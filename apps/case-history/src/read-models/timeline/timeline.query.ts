import type { Actor } from '@onestory/access';
import type { ChildId } from '@onestory/kernel';
import type { TimelineEntry } from '../../domain/timeline.js';
import type { Until } from '../../domain/until.js';

export interface TimelineView {
  readonly child: string;
  /** Oldest first. */
  readonly entries: readonly TimelineEntry[];
}

export class Timeline {
  constructor(
    readonly child: ChildId,
    readonly actor: Actor,
    readonly until: Until,
  ) {}
}
