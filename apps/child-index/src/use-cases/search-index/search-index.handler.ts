import { CommandHandler, QueryBus } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { currentContext, Streams } from '@onestory/event-sourcing';
import type { Decided } from '@onestory/event-sourcing';
import { idFrom } from '@onestory/kernel';
import type { ChildId, Id } from '@onestory/kernel';
import { StreamsOf } from '@onestory/service';
import { searchable, searchIndex } from '../../domain/index-search.js';
import type { IndexSearch, IndexSearchFact } from '../../domain/index-search.js';
import { indexSearchHistory } from '../../history/index-search.codec.js';
import { MatchingChildren } from '../../read-models/index-search/matching-children.query.js';
import { SearchIndex } from './search-index.command.js';

@CommandHandler(SearchIndex)
export class SearchIndexHandler implements ICommandHandler<SearchIndex> {
  constructor(
    @StreamsOf(indexSearchHistory)
    private readonly searches: Streams<IndexSearch, IndexSearchFact>,
    private readonly queries: QueryBus,
  ) {}

  async execute({
    typed,
    reason,
    why,
  }: SearchIndex): Promise<Decided<IndexSearch, IndexSearchFact>> {
    const { command, area, actor } = currentContext();
    const matching = new MatchingChildren(area, actor, searchable(typed));
    const found: readonly ChildId[] = await this.queries.execute(matching);
    const search = idFrom<Id<'indexSearch'>>('indexSearch', command);
    return this.searches.decide(search, searchIndex({ typed, reason, why, found }));
  }
}
