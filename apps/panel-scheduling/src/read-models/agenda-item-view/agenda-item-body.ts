import { londonDate, workingDaysBetween } from '@onestory/kernel';
import type { Instant, SittingId } from '@onestory/kernel';
import type { AgendaItem } from '../../domain/agenda-item.js';
import type { Sitting } from '../../domain/sitting.js';

type Submitted = Exclude<AgendaItem, { readonly stage: 'not submitted' }>;

const viewsOn = (it: Submitted, sittings: readonly Sitting[]) =>
  sittings.flatMap((one) =>
    one.stage === 'not scheduled'
      ? []
      : one.views
          .filter(({ item }) => item === it.item)
          .map(({ view }) => ({ date: one.date, view })),
  );

/** A personal value whose key is destroyed is shown as `{ "forgotten": true }`. */
export const agendaItemBody = (
  it: Submitted,
  sitting: SittingId | undefined,
  sittings: readonly Sitting[],
  at: Instant,
) => {
  const { submitted, carriedOver, stage, ...matter } = it;
  const until = it.stage === 'decided' ? it.decided.occurredAt : at;
  return {
    ...matter,
    stage,
    submitted,
    carriedOver,
    /** How long the family has waited, or did. */
    waitedWorkingDays: workingDaysBetween(londonDate(submitted.occurredAt), londonDate(until)),
    /** Where it is, or was decided. */
    sitting: it.sitting ?? (sitting && it.deferredAt.includes(sitting) ? undefined : sitting),
    /** Noted where nothing could be decided. */
    views: viewsOn(it, sittings),
  };
};

export type AgendaItemBody = ReturnType<typeof agendaItemBody>;
