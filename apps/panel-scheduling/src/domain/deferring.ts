import { londonDate } from '@onestory/kernel';
import type { Decision, PractitionerId, SittingId } from '@onestory/kernel';
import type { AgendaItem, AgendaItemFact, DeferralReason } from './agenda-item.js';
import {
  CoordinatorDefers,
  ItemIsDecided,
  ItemIsQuorate,
  NotRecordedAsPresent,
  NotSubmitted,
} from './item-refusals.js';
import { NotOnTheDay, NotOnThisAgenda, SittingIsOver } from './refusals.js';
import type { Standing } from './standing.js';

type Decides = Decision<AgendaItem, AgendaItemFact>;
type Waiting = Extract<AgendaItem, { readonly stage: 'submitted' }>;

const deferred = (
  { item, episode, series }: Waiting,
  sitting: SittingId,
  reason: DeferralReason,
  by?: PractitionerId,
): AgendaItemFact => ({
  type: 'ItemDeferred',
  data: { item, episode, series, sitting, reason, ...(by && { by }) },
});

/**
 * An item that the panel cannot decide does not hold up the others, nor stay where nobody can move it. `by`: a
 * member who is there and speaks for themself; absent when the coordinator or the chair records it.
 */
export const deferItem =
  (given: { standing: Standing; reason: DeferralReason; by?: PractitionerId }): Decides =>
  (it, occasion) => {
    const { standing, reason, by } = given;
    if (it.stage === 'not submitted') throw new NotSubmitted();
    if (it.stage === 'decided') throw new ItemIsDecided();
    if (it.deferredAt.includes(standing.sitting)) return [];
    const elsewhere = it.sitting !== undefined && it.sitting !== standing.sitting;
    if (!standing.listed || elsewhere) throw new NotOnThisAgenda();
    if (standing.over) throw new SittingIsOver();
    if (londonDate(occasion.occurredAt) !== standing.date) throw new NotOnTheDay(standing.date);
    if (by && !standing.present.includes(by)) throw new NotRecordedAsPresent();
    if (by && reason !== 'not_quorate') throw new CoordinatorDefers();
    if (reason === 'not_quorate' && standing.quorum.quorate)
      throw new ItemIsQuorate(standing.quorum);
    return [deferred(it, standing.sitting, reason, by)];
  };

/** The sitting does not take place: what was on its agenda goes to the next. */
export const deferCancelled =
  (given: { sitting: SittingId }): Decides =>
  (it) => {
    if (it.stage === 'not submitted') throw new NotSubmitted();
    if (it.stage === 'decided' || it.deferredAt.includes(given.sitting)) return [];
    return [deferred(it, given.sitting, 'sitting_cancelled')];
  };
