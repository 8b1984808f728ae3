import type { AgencyId, AgendaItemId, Moment } from '@onestory/kernel';
import { resourceOf } from '@onestory/service';
import type { ResourceLoader } from '@onestory/service';
import type { Sitting } from '../../domain/sitting.js';
import { seatedOn, standingOf } from '../../domain/standing.js';
import { agendaItemHistory } from '../../history/agenda-item.codec.js';
import { panelSeriesHistory } from '../../history/panel-series.codec.js';
import { sittingsOfItem } from './sittings-of-item.query.js';

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

/** An item as it was at the moment in question, or is now: who was in the chair is part of what is decided on. */
export const agendaItemResource: ResourceLoader<Moment | undefined> = {
  kind: 'agenda-item',
  load: async (id, asked, when) => {
    const loaded = await asked.load(agendaItemHistory, id);
    if (loaded.state.stage === 'not submitted') return undefined;
    const { item, presenter, series } = loaded.state;
    const recipients = loaded.state.recipients.map(({ agency }) => agency);
    const sittings = (await asked.ask(sittingsOfItem(id))).map(({ state }) => state);
    const current = sittings.at(-1);
    const at = when ?? { occurredAt: asked.now() };
    const standing = current && standingOf(current, item, at);
    const coordinators = (await asked.load(panelSeriesHistory, series)).facts.slice(0, 1);
    return resourceOf('agenda-item', id, agendaItemHistory, loaded, {
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
  },
};
