import { SittingCancelledV1, SittingMovedV1, SittingReconvenedV1 } from '@onestory/contracts';
import { localDate } from '@onestory/kernel';
import type { AgendaItemId, SittingId } from '@onestory/kernel';
import { decideOn, when } from '@onestory/service';
import type { Known, Reacted } from '@onestory/service';
import { scheduleOn } from '../domain/convening.js';
import { deferCancelled } from '../domain/deferring.js';
import { scheduleAgain } from '../domain/meeting-again.js';
import { termsOf } from '../domain/panel-series.js';
import { undecidedOf } from '../domain/sitting.js';
import { carryOver } from '../domain/submitting.js';
import { agendaItemHistory } from '../history/agenda-item.codec.js';
import { panelSeriesHistory } from '../history/panel-series.codec.js';
import { sittingHistory } from '../history/sitting.codec.js';

/** What a sitting says that leaves its items to another one. */
interface MeetsAgain {
  readonly sitting: SittingId;
  readonly newSitting: SittingId;
  readonly date: string;
  readonly items: readonly AgendaItemId[];
}

/** On another day, with the same items: after an inquorate sitting, or in place of one that was moved. */
const scheduled = async (
  { data }: { readonly data: MeetsAgain },
  known: Known,
): Promise<readonly Reacted[]> => {
  const { sitting, newSitting, date } = data;
  const { state } = await known.load(sittingHistory, sitting);
  if (state.stage === 'not scheduled') return [];
  const terms = termsOf((await known.load(panelSeriesHistory, state.series)).state);
  const decision = scheduleAgain({
    schedule: scheduleOn(state.series, terms, localDate(date)),
    inPlaceOf: state.stage === 'moved' ? { movedFrom: sitting } : { reconvenes: sitting },
    items: undecidedOf(state),
  });
  return [decideOn(sittingHistory, newSitting, decision)];
};

const carriedOver = ({ data }: { readonly data: MeetsAgain }): readonly Reacted[] => {
  const { sitting: from, newSitting: to } = data;
  return data.items.map((item) => decideOn(agendaItemHistory, item, carryOver({ from, to })));
};

export const scheduleSittingWhenReconvened = when(
  SittingReconvenedV1,
  'schedule-reconvened-sitting',
  scheduled,
);

export const carryOverItemsWhenReconvened = when(
  SittingReconvenedV1,
  'carry-over-item',
  carriedOver,
);

export const scheduleSittingWhenMoved = when(SittingMovedV1, 'schedule-moved-sitting', scheduled);

export const carryOverItemsWhenMoved = when(SittingMovedV1, 'carry-over-moved-item', carriedOver);

export const deferItemsWhenSittingIsCancelled = when(
  SittingCancelledV1,
  'defer-item',
  ({ data: { sitting, items } }) =>
    items.map((item) => decideOn(agendaItemHistory, item, deferCancelled({ sitting }))),
);
