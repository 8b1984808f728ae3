import type { SearchReason, SearchTerms } from '../../domain/index-search.js';

export class SearchIndex {
  constructor(
    readonly typed: SearchTerms,
    readonly reason: SearchReason,
    readonly why: string,
  ) {}
}
