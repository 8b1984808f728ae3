import type { AgencyId, AreaId, ChildId, ConsentId, EpisodeId, Moment } from '@onestory/kernel';
import type { Purpose } from '../../domain/consent.js';

/** May this agency be told of the children of this episode, by consent? */
export class Coverage {
  constructor(
    readonly area: AreaId,
    readonly episode: EpisodeId,
    readonly asked: {
      readonly agency: AgencyId;
      readonly purpose?: Purpose;
      readonly forPanelItem: boolean;
      readonly at?: Moment;
    },
  ) {}
}

export interface CoverageView {
  readonly at: Moment;
  /** Of all children of the episode together. */
  readonly covered: boolean;
  readonly children: readonly {
    readonly child: ChildId;
    /** By which it is covered. None: not by consent. */
    readonly consents: readonly ConsentId[];
    /** Whose refusal bars this agency, by the ids of their consents: the lead may decide to share all the same. */
    readonly refusedBy: readonly ConsentId[];
    /** Who refused without naming anybody: known, though it bars nobody. */
    readonly plainlyRefusedBy: readonly ConsentId[];
  }[];
}
