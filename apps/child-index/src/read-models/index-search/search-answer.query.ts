import { isForgotten, orElse } from '@onestory/kernel';
import type { ActorId, ChildId, LocalDate } from '@onestory/kernel';
import type { Question, Sources } from '@onestory/service';
import type { Gender, PersonName } from '../../domain/child.js';
import { childHistory } from '../../history/child.codec.js';
import { indexSearchHistory } from '../../history/index-search.codec.js';
import { barredFrom } from './barred-from.js';
import { INDEX_ENTRIES } from './index-entries.query.js';

interface FoundChild {
  readonly child: ChildId;
  /** Null for a child who is forgotten. Absent for an unborn one. */
  readonly name?: PersonName | null;
  readonly dateOfBirth?: LocalDate | null;
  readonly expectedDate?: LocalDate | null;
  readonly gender?: Gender | null;
  /** One of several born together: their order. */
  readonly multipleBirth?: { readonly order: number; readonly of: number };
}

export interface Found {
  /** At most five, without a total. */
  readonly found: readonly FoundChild[];
  /** Rows of some child could not be made yet, so it may be missing here. */
  readonly incomplete?: true;
  /** The same words whatever was found. */
  readonly wayOut: string;
}

const WAY_OUT = 'If the child you mean is not here, ask the index office to check.';

/**
 * What a search is answered with: who was found, to tell one child from another and no more. From what was
 * recorded: a search made again does not look again.
 */
export const searchAnswer =
  (search: string, searcher: ActorId): Question<Found> =>
  async (from) => {
    const [{ state }, barred] = await Promise.all([
      from.load(indexSearchHistory, search),
      from.ask(barredFrom(searcher)),
    ]);
    const found = state.stage === 'made' ? state.found : [];
    const shown = found.filter((child) => !barred.has(child));
    const entries = await Promise.all(shown.map((child) => entryOf(child, from)));
    return {
      found: entries.flatMap((it) => it ?? []),
      ...((await from.hasParked(INDEX_ENTRIES)) && { incomplete: true as const }),
      wayOut: WAY_OUT,
    };
  };

const entryOf = async (child: ChildId, from: Sources): Promise<FoundChild | undefined> => {
  const { state } = await from.load(childHistory, child);
  if (state.stage === 'not registered') return undefined;
  if (state.stage === 'unborn') return { child, expectedDate: orElse(state.expectedDate, null) };
  const { name, dateOfBirth, gender, multipleBirth } = state;
  return {
    child,
    name: orElse(name, null),
    dateOfBirth: orElse(dateOfBirth, null),
    gender: orElse(gender, null),
    ...(multipleBirth && !isForgotten(multipleBirth) && { multipleBirth }),
  };
};
