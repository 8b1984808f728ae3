import { Injectable } from '@nestjs/common';
import { idOf } from '@onestory/event-sourcing';
import type { Projector, StoredFact } from '@onestory/event-sourcing';
import { londonDate } from '@onestory/kernel';
import type { AnyFact, Sql } from '@onestory/kernel';
import type { AgendaItemFact } from '../../domain/agenda-item.js';
import type { PanelSeriesFact } from '../../domain/panel-series.js';
import type { SittingFact } from '../../domain/sitting.js';
import { agendaItemHistory } from '../../history/agenda-item.codec.js';
import { panelSeriesHistory } from '../../history/panel-series.codec.js';
import { sittingHistory } from '../../history/sitting.codec.js';

type AnyOf = StoredFact<PanelSeriesFact | SittingFact | AgendaItemFact>;
type Of<T extends AnyOf['type']> = Extract<AnyOf, { readonly type: T }>;

const those = <T extends AnyOf['type']>(batch: readonly AnyOf[], ...types: readonly T[]) =>
  batch.filter((it): it is Of<T> => (types as readonly string[]).includes(it.type));

export const AGENDA = 'agenda_v2';

/** Which panels there are, when they sit, and what waits or is on their agendas: ids, codes and dates. */
@Injectable()
export class AgendaProjector implements Projector {
  readonly name = AGENDA;
  readonly codecs = [panelSeriesHistory.codec, sittingHistory.codec, agendaItemHistory.codec];

  /** In the order in which one can follow from the other. */
  async project(facts: readonly StoredFact<AnyFact>[], sql: Sql): Promise<void> {
    const batch = facts as readonly AnyOf[];
    await nameSeries(those(batch, 'SeriesSet'), sql);
    await addSittings(those(batch, 'SittingScheduled'), sql);
    await stageSittings(those(batch, ...(Object.keys(STAGES) as (keyof typeof STAGES)[])), sql);
    await addItems(those(batch, 'AgendaItemSubmitted'), sql);
    await listItems(those(batch, 'ItemListed'), sql);
    await deferItems(those(batch, 'ItemDeferred'), sql);
    await decideItems(those(batch, 'PackageApproved', 'KeyWorkerAllocated'), sql);
  }
}

const nameSeries = async (set: readonly Of<'SeriesSet'>[], sql: Sql): Promise<void> => {
  const last = [...new Map(set.map((it) => [it.stream, it])).values()];
  if (last.length === 0) return;
  await sql.query(
    `insert into series_v2 (area, series, name) select * from unnest($1::text[], $2::uuid[], $3::text[])
     on conflict (area, series) do update set name = excluded.name`,
    [
      last.map(({ area }) => area),
      last.map(({ stream }) => idOf(stream)),
      last.map(({ data }) => data.name),
    ],
  );
};

const addSittings = async (
  scheduled: readonly Of<'SittingScheduled'>[],
  sql: Sql,
): Promise<void> => {
  if (scheduled.length === 0) return;
  await sql.query(
    `insert into sitting_v2 (area, series, sitting, date, agenda_closes, stage, reconvenes)
     select area, series, sitting, date, closes, 'scheduled', reconvenes
       from unnest($1::text[], $2::uuid[], $3::uuid[], $4::date[], $5::date[], $6::uuid[])
            as said (area, series, sitting, date, closes, reconvenes)
     on conflict do nothing`,
    [
      scheduled.map(({ area }) => area),
      scheduled.map(({ data }) => data.series),
      scheduled.map(({ stream }) => idOf(stream)),
      scheduled.map(({ data }) => data.date),
      scheduled.map(({ data }) => data.agendaCloses),
      scheduled.map(({ data }) => data.reconvenes ?? null),
    ],
  );
};

const STAGES = {
  SittingScheduled: 'scheduled',
  SittingInquorate: 'inquorate',
  SittingReconvened: 'reconvened',
  SittingMoved: 'moved',
  SittingCancelled: 'cancelled',
} as const;

/** What was called off may be scheduled again for the same day: the last fact of a sitting says where it stands. */
const stageSittings = async (
  facts: readonly Of<keyof typeof STAGES>[],
  sql: Sql,
): Promise<void> => {
  const last = [...new Map(facts.map((it) => [it.stream, it])).values()];
  if (last.length === 0) return;
  await sql.query(
    `update sitting_v2 set stage = said.stage
       from unnest($1::text[], $2::uuid[], $3::text[]) as said (area, sitting, stage)
      where sitting_v2.area = said.area and sitting_v2.sitting = said.sitting`,
    [
      last.map(({ area }) => area),
      last.map(({ stream }) => idOf(stream)),
      last.map(({ type }) => STAGES[type]),
    ],
  );
};

/** An item is on time by when it reached us, whatever date it bears. */
const addItems = async (
  submitted: readonly Of<'AgendaItemSubmitted'>[],
  sql: Sql,
): Promise<void> => {
  if (submitted.length === 0) return;
  await sql.query(
    `insert into agenda_item_v2 (area, item, series, episode, submitted_on, sittings, deferred, decided)
     select area, item, series, episode, submitted_on, '{}', '{}', false
       from unnest($1::text[], $2::uuid[], $3::uuid[], $4::uuid[], $5::date[])
            as said (area, item, series, episode, submitted_on)
     on conflict do nothing`,
    [
      submitted.map(({ area }) => area),
      submitted.map(({ data }) => data.item),
      submitted.map(({ data }) => data.series),
      submitted.map(({ data }) => data.episode),
      submitted.map(({ recordedAt }) => londonDate(recordedAt)),
    ],
  );
};

/** The sittings of an item in the order in which it came to them: the last is where it is now. */
const listItems = async (listed: readonly Of<'ItemListed'>[], sql: Sql): Promise<void> => {
  if (listed.length === 0) return;
  await sql.query(
    `update agenda_item_v2 set sittings = sittings || said.added
       from (select area, item, array_agg(sitting order by n) as added
               from unnest($1::text[], $2::uuid[], $3::uuid[])
                    with ordinality as one (area, item, sitting, n)
              group by area, item) as said
      where agenda_item_v2.area = said.area and agenda_item_v2.item = said.item`,
    [
      listed.map(({ area }) => area),
      listed.map(({ data }) => data.item),
      listed.map(({ stream }) => idOf(stream)),
    ],
  );
};

/** A deferred item waits again, for a sitting that has not deferred it. */
const deferItems = async (deferred: readonly Of<'ItemDeferred'>[], sql: Sql): Promise<void> => {
  if (deferred.length === 0) return;
  await sql.query(
    `update agenda_item_v2 set deferred = deferred || said.added
       from (select area, item, array_agg(sitting) as added
               from unnest($1::text[], $2::uuid[], $3::uuid[]) as one (area, item, sitting)
              group by area, item) as said
      where agenda_item_v2.area = said.area and agenda_item_v2.item = said.item`,
    [
      deferred.map(({ area }) => area),
      deferred.map(({ data }) => data.item),
      deferred.map(({ data }) => data.sitting),
    ],
  );
};

const decideItems = async (
  decided: readonly Of<'PackageApproved' | 'KeyWorkerAllocated'>[],
  sql: Sql,
): Promise<void> => {
  if (decided.length === 0) return;
  await sql.query(
    `update agenda_item_v2 set decided = true
       from unnest($1::text[], $2::uuid[]) as said (area, item)
      where agenda_item_v2.area = said.area and agenda_item_v2.item = said.item`,
    [decided.map(({ area }) => area), decided.map(({ data }) => data.item)],
  );
};
