import type { AreaId, EpisodeId, PanelSeriesId } from '@onestory/kernel';

/** Which panels meet in the area. */
export class Panels {
  constructor(readonly area: AreaId) {}
}

/** When a panel sits, and until when its agendas are open. */
export class SittingsOfSeries {
  constructor(
    readonly area: AreaId,
    readonly series: PanelSeriesId,
  ) {}
}

/** What was put to panels for a family, and where it is. */
export class ItemsOfEpisode {
  constructor(
    readonly area: AreaId,
    readonly episode: EpisodeId,
  ) {}
}
