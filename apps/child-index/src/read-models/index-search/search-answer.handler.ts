import { Inject } from '@nestjs/common';
import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import { isForgotten, orElse } from '@onestory/kernel';
import type { ChildId, Database } from '@onestory/kernel';
import { InDatabase, RUNTIME, StreamsOf, View } from '@onestory/service';
import type { ServiceRuntime } from '@onestory/service';
import type { Child, ChildFact } from '../../domain/child.js';
import type { IndexSearch, IndexSearchFact } from '../../domain/index-search.js';
import { childHistory } from '../../history/child.codec.js';
import { indexSearchHistory } from '../../history/index-search.codec.js';
import { barredFrom } from './barred-from.js';
import { SearchAnswer } from './search-answer.query.js';
import type { Found, FoundChild } from './search-answer.query.js';

const WAY_OUT = 'If the child you mean is not here, ask the index office to check.';

/** Answered from what was recorded: a search made again does not look again. */
@QueryHandler(SearchAnswer)
export class SearchAnswerHandler implements IQueryHandler<SearchAnswer> {
  constructor(
    @StreamsOf(indexSearchHistory)
    private readonly searches: Streams<IndexSearch, IndexSearchFact>,
    @StreamsOf(childHistory) private readonly children: Streams<Child, ChildFact>,
    @InDatabase() private readonly database: Database,
    @Inject(RUNTIME) private readonly runtime: ServiceRuntime,
  ) {}

  async execute({ search, area, searcher }: SearchAnswer): Promise<View<Found>> {
    const { state } = await this.searches.load(search);
    const barred = await barredFrom(area, searcher, this.database);
    const found = state.stage === 'made' ? state.found : [];
    const shown = found.filter((child) => !barred.includes(child));
    const entries = await Promise.all(shown.map((child) => this.show(child)));
    return new View({
      found: entries.flatMap((it) => it ?? []),
      ...((await this.runtime.isParked('index_entries_v1')) && { incomplete: true }),
      wayOut: WAY_OUT,
    });
  }

  private async show(child: ChildId): Promise<FoundChild | undefined> {
    const { state } = await this.children.load(child);
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
  }
}
