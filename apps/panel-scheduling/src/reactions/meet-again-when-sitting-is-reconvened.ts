import { SittingReconvenedV1 } from '@onestory/contracts';
import { localDate } from '@onestory/kernel';
import type { AgendaItemId, SittingId } from '@onestory/kernel';
import { when } from '@onestory/service';
import { CarryOverItem } from '../use-cases/carry-over-item/carry-over-item.command.js';
import { ScheduleReconvenedSitting } from '../use-cases/schedule-reconvened-sitting/schedule-reconvened-sitting.command.js';

export const scheduleSittingWhenReconvened = when(
  SittingReconvenedV1,
  'schedule-reconvened-sitting',
  ({ data: { sitting, newSitting, date } }) => [
    {
      stream: `sitting-${newSitting}`,
      command: new ScheduleReconvenedSitting(
        sitting as SittingId,
        newSitting as SittingId,
        localDate(date),
      ),
    },
  ],
);

export const carryOverItemsWhenReconvened = when(
  SittingReconvenedV1,
  'carry-over-item',
  ({ data: { sitting, newSitting, items } }) =>
    items.map((item) => ({
      stream: `agendaItem-${item}`,
      command: new CarryOverItem(
        item as AgendaItemId,
        sitting as SittingId,
        newSitting as SittingId,
      ),
    })),
);
