import type { AgendaItemId, Moment, SittingId } from '@onestory/kernel';

export class DeclareInquorate {
  constructor(
    readonly sitting: SittingId,
    readonly views: readonly { readonly item: AgendaItemId; readonly view: string }[],
    readonly when: Moment | undefined,
  ) {}
}
