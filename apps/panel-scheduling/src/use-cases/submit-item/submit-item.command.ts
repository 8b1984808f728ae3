import type { AgencyId, EpisodeId, Moment, PanelSeriesId, PractitionerId } from '@onestory/kernel';

export class SubmitItem {
  constructor(
    readonly episode: EpisodeId,
    readonly said: {
      readonly series: PanelSeriesId;
      readonly ask: string;
      /** Undefined: every agency with a seat. */
      readonly recipients?: readonly AgencyId[];
      /** Undefined: the lead. */
      readonly presenter?: PractitionerId;
    },
    readonly when: Moment | undefined,
  ) {}
}
