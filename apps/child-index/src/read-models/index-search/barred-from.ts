import { readBars } from '@onestory/access';
import type { ActorId, ChildId } from '@onestory/kernel';
import type { Question } from '@onestory/service';

/**
 * Children of the episodes from which a giver of consent keeps this person: to them these children are not
 * there. Asked before anybody is looked for, so that a search costs the same whoever is found.
 */
export const barredFrom =
  (actor: ActorId): Question<ReadonlySet<ChildId>> =>
  async (from) => {
    const of = { area: from.area, actor, at: from.now() };
    return (await readBars(of, from.database)).children;
  };
