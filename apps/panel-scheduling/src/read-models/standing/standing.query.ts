import type { AgendaItemId, Moment, SittingId } from '@onestory/kernel';
import type { Question } from '@onestory/service';
import { NotScheduled } from '../../domain/refusals.js';
import { standingOf } from '../../domain/standing.js';
import type { Standing } from '../../domain/standing.js';
import { sittingHistory } from '../../history/sitting.codec.js';

/** The sitting as it was for the item at a moment, or is now: the quorum is a fact of the sitting. */
export const standingAt =
  (sitting: SittingId, item: AgendaItemId, when: Moment | undefined): Question<Standing> =>
  async (from) => {
    const at = when ?? { occurredAt: from.now() };
    const standing = standingOf((await from.load(sittingHistory, sitting)).state, item, at);
    if (!standing) throw new NotScheduled();
    return standing;
  };
