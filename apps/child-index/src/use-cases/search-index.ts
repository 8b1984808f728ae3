import { Body, Controller, Post } from '@nestjs/common';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import type { Id, LocalDate } from '@onestory/kernel';
import { Act, Asked, AskedBy, Doorkeeper, IsDay, on } from '@onestory/service';
import type { Question } from '@onestory/service';
import { SEARCH_REASONS, searchable, searchIndex } from '../domain/index-search.js';
import type { SearchReason } from '../domain/index-search.js';
import { indexSearchHistory } from '../history/index-search.codec.js';
import { INDEX_ENTRIES } from '../read-models/index-search/index-entries.query.js';
import { matchingChildren } from '../read-models/index-search/matching-children.query.js';
import { searchAnswer } from '../read-models/index-search/search-answer.query.js';
import type { Found } from '../read-models/index-search/search-answer.query.js';

/** A name and one of date of birth, expected date, postcode, carer; or an NHS number and a date of birth. */
class SearchIndexRequest {
  /** The child's name; of an unborn child the mother's. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  readonly name?: string;

  @IsOptional()
  @IsDay()
  readonly dateOfBirth?: LocalDate;

  @IsOptional()
  @IsDay()
  readonly expectedDate?: LocalDate;

  @IsOptional()
  @IsString()
  @MaxLength(20)
  readonly postcode?: string;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  readonly carerName?: string;

  @IsOptional()
  @IsString()
  @MaxLength(20)
  readonly nhsNumber?: string;

  @IsIn(SEARCH_REASONS)
  readonly reason!: SearchReason;

  /** In a sentence. The family can see it. */
  @IsString()
  @MaxLength(1000)
  readonly why!: string;
}

@Controller('searches')
export class SearchIndex {
  constructor(private readonly door: Doorkeeper) {}

  /** Recorded first, then answered with who was found; under the same Idempotency-Key, as the first time. */
  @Post()
  @Act('child-index.search')
  search(@Body() body: SearchIndexRequest, @AskedBy() asked: Asked) {
    const { reason, why, ...typed } = body;
    const searcher = asked.actor.id;
    const decision = async () => {
      const found = await asked.ask(matchingChildren(searcher, searchable(typed)));
      return searchIndex({ typed, reason, why, found });
    };
    const id = asked.newId<Id<'indexSearch'>>('indexSearch');
    return this.door.fetchAndDecide(asked, indexSearchHistory, id, decision, undefined, {
      on: on('area', asked.area),
      readModel: INDEX_ENTRIES,
      answerWith: (search): Question<Found> => searchAnswer(search, searcher),
    });
  }
}
