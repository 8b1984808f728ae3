import type { ChildId, Moment } from '@onestory/kernel';

export class NoteSixteen {
  constructor(
    readonly child: ChildId,
    readonly when: Moment | undefined,
  ) {}
}
