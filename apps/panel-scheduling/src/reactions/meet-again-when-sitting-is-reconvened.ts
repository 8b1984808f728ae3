import { SittingCancelledV1, SittingMovedV1, SittingReconvenedV1 } from '@onestory/contracts';
import { localDate } from '@onestory/kernel';
import type { AgendaItemId, SittingId } from '@onestory/kernel';
import { when } from '@onestory/service';
import type { Reacted } from '@onestory/service';
import { CarryOverItem } from '../use-cases/carry-over-item/carry-over-item.command.js';
import { DeferCancelledItem } from '../use-cases/defer-cancelled-item/defer-cancelled-item.command.js';
import { ScheduleAgain } from '../use-cases/schedule-again/schedule-again.command.js';

/** What a sitting says that leaves its items to another one. */
interface MeetsAgain {
  readonly sitting: SittingId;
  readonly newSitting: SittingId;
  readonly date: string;
  readonly items: readonly AgendaItemId[];
}

const scheduled = ({ data }: { readonly data: MeetsAgain }): readonly Reacted[] => [
  {
    stream: `sitting-${data.newSitting}`,
    command: new ScheduleAgain(data.sitting, data.newSitting, localDate(data.date)),
  },
];

const carriedOver = ({ data }: { readonly data: MeetsAgain }): readonly Reacted[] =>
  data.items.map((item) => ({
    stream: `agendaItem-${item}`,
    command: new CarryOverItem(item, data.sitting, data.newSitting),
  }));

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
    items.map((item) => ({
      stream: `agendaItem-${item}`,
      command: new DeferCancelledItem(item, sitting),
    })),
);
