import { Inject, Injectable } from '@nestjs/common';
import type { Resource } from '@onestory/access';
import { Streams } from '@onestory/event-sourcing';
import type { AgencyId, AgendaItemId, Moment } from '@onestory/kernel';
import { momentOf, PLATFORM, resourceOf, StreamsOf } from '@onestory/service';
import type { Asked, Occurrence, Platform, ResourceLoader } from '@onestory/service';
import type { AgendaItem, AgendaItemFact } from '../../domain/agenda-item.js';
import type { PanelSeries, PanelSeriesFact } from '../../domain/panel-series.js';
import { seatedOn, standingOf } from '../../domain/standing.js';
import type { Sitting } from '../../domain/sitting.js';
import { agendaItemHistory } from '../../history/agenda-item.codec.js';
import { panelSeriesHistory } from '../../history/panel-series.codec.js';
import { SittingsOfItem } from './sittings-of-item.js';

/** Members see an item only where their seat's agency has a basis to; who declared an interest never does. */
const holdersOf = (sitting: Sitting | undefined, recipients: readonly AgencyId[]) => {
  const seats = (sitting ? seatedOn(sitting) : []).filter(({ agency }) =>
    recipients.includes(agency),
  );
  const chairing = (chair: 'chair' | 'vice') =>
    seats.filter((seat) => seat.chair === chair).flatMap(({ people }) => people);
  return {
    member: seats.flatMap(({ people }) => people),
    chair: chairing('chair'),
    vice: chairing('vice'),
  };
};

const conflictedIn = (sittings: readonly Sitting[], item: AgendaItemId): readonly string[] =>
  sittings.flatMap((it) =>
    it.stage === 'not scheduled'
      ? []
      : it.conflicts.filter((one) => one.item === item).map(({ member }) => member),
  );

@Injectable()
export class AgendaItemResource implements ResourceLoader {
  readonly kind = 'agenda-item';

  constructor(
    @StreamsOf(agendaItemHistory) private readonly items: Streams<AgendaItem, AgendaItemFact>,
    @StreamsOf(panelSeriesHistory) private readonly series: Streams<PanelSeries, PanelSeriesFact>,
    @Inject(PLATFORM) private readonly platform: Platform,
    private readonly sittings: SittingsOfItem,
  ) {}

  async load(id: string, asked: Asked): Promise<Resource | undefined> {
    const loaded = await this.items.load(id);
    if (loaded.state.stage === 'not submitted') return undefined;
    const { item, presenter, series } = loaded.state;
    const recipients = loaded.state.recipients.map(({ agency }) => agency);
    const ids = await this.sittings.ids(asked.actor.area, id);
    const sittings = (await this.sittings.load(ids)).map(({ state }) => state);
    const current = sittings.at(-1);
    const standing = current && standingOf(current, item, this.momentOf(asked));
    const coordinators = (await this.series.load(series)).facts.slice(0, 1);
    return resourceOf(this.kind, id, agendaItemHistory, loaded, {
      holders: {
        ...holdersOf(current, recipients),
        presenter: [presenter],
        'coordinating-agency': coordinators
          .map(({ agency }) => agency)
          .filter((agency) => recipients.includes(agency)),
      },
      barred: conflictedIn(sittings, item),
      ...(standing && {
        facts: { 'chair-away': standing.chairAway, 'chair-absent': standing.chairAbsent },
      }),
    });
  }

  /** Who was in the chair is a question of when it was decided, not of when that is recorded. */
  private momentOf({ terms: { action, body } }: Asked): Moment {
    const said = action === 'panel-scheduling.decide' ? momentOf(body as Occurrence) : undefined;
    return said ?? { occurredAt: this.platform.clock.now() };
  }
}
