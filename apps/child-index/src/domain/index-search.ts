import type { ChildId, Decision, Evolution, Fact, LocalDate, Personal } from '@onestory/kernel';
import { nhsNumber } from './nhs-number.js';
import { nameWords, postcodeKey } from './search-words.js';
import { SearchAlreadyMade, SearchReasonMissing, TooLittleToSearchBy } from './refusals.js';

/** What somebody typed. */
export interface SearchTerms {
  readonly name?: string;
  readonly dateOfBirth?: LocalDate;
  readonly expectedDate?: LocalDate;
  readonly postcode?: string;
  readonly carerName?: string;
  readonly nhsNumber?: string;
}

export const SEARCH_REASONS = [
  'concern_about_child',
  'already_working_with_child',
  'request_for_service',
  'safeguarding',
  'records_administration',
] as const;
export type SearchReason = (typeof SEARCH_REASONS)[number];

/** Stream `indexSearch-<id>`: who looked for whom, why, and what they were shown. */
export type IndexSearchFact = Fact<
  'IndexSearched',
  {
    typed: Personal<SearchTerms>;
    reason: SearchReason;
    why: Personal<string>;
    found: readonly ChildId[];
  }
>;

export type IndexSearch =
  { readonly stage: 'not made' } | ({ readonly stage: 'made' } & IndexSearchFact['data']);

export const indexSearch: Evolution<IndexSearch, IndexSearchFact> = {
  category: 'indexSearch',
  initial: { stage: 'not made' },
  evolve: (_state, it) => {
    switch (it.type) {
      case 'IndexSearched':
        return { stage: 'made', ...it.data };
    }
  },
};

const isSaid = (text: string | undefined): boolean => text !== undefined && text !== '';

/** A letter or a mark alone would match half the index. */
const holdsAName = (text: string | undefined): boolean =>
  text !== undefined && nameWords(text).some((word) => word.length > 1);

/**
 * What may be searched by, cleaned: enough to mean one child, so that nobody can browse. An NHS number alone
 * matches nobody, as one wrong digit may be another child. @throws TooLittleToSearchBy, NotAnNhsNumber
 */
export const searchable = (typed: SearchTerms): SearchTerms => {
  const said = Object.fromEntries(
    Object.entries(typed).flatMap(([term, text]: [string, string | undefined]) =>
      text === undefined || text.trim() === '' ? [] : [[term, text.trim()]],
    ),
  ) as SearchTerms;
  const besideName =
    said.dateOfBirth !== undefined ||
    said.expectedDate !== undefined ||
    isSaid(said.postcode && postcodeKey(said.postcode)) ||
    holdsAName(said.carerName);
  const byName = holdsAName(said.name) && besideName;
  const byNumber = said.nhsNumber !== undefined && said.dateOfBirth !== undefined;
  if (!byName && !byNumber) throw new TooLittleToSearchBy();
  return said.nhsNumber === undefined ? said : { ...said, nhsNumber: nhsNumber(said.nhsNumber) };
};

/** A search is itself a fact, its words kept under a key of its own: to look is to be seen looking. */
export const searchIndex =
  (given: {
    typed: SearchTerms;
    reason: SearchReason;
    why: string;
    found: readonly ChildId[];
  }): Decision<IndexSearch, IndexSearchFact> =>
  (it) => {
    if (it.stage === 'made') throw new SearchAlreadyMade();
    if (given.why.trim() === '') throw new SearchReasonMissing();
    return [{ type: 'IndexSearched', data: { ...given, typed: searchable(given.typed) } }];
  };
