import { Body, Controller, Post } from '@nestjs/common';
import { Act, AskedBy, Doorkeeper, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { SearchAnswer } from '../../read-models/index-search/search-answer.query.js';
import type { Found } from '../../read-models/index-search/search-answer.query.js';
import { SearchIndex } from './search-index.command.js';
import { SearchIndexDto } from './search-index.dto.js';

@Controller('searches')
export class SearchIndexController {
  constructor(private readonly doors: Doorkeeper) {}

  /** Recorded first, then answered with who was found; under the same Idempotency-Key, as the first time. */
  @Post()
  @Act('child-index.search')
  search(@Body() body: SearchIndexDto, @AskedBy() asked: Asked) {
    const { reason, why, ...typed } = body;
    const { area, id: searcher } = asked.actor;
    return this.doors.command<Found>(asked, on('area', area), new SearchIndex(typed, reason, why), {
      readModel: 'index_entries_v1',
      answerWith: (search) => new SearchAnswer(search, area, searcher),
    });
  }
}
