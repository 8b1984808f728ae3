import { Controller, Get } from '@nestjs/common';
import { Act, Asked, AskedBy, Doorkeeper, on } from '@onestory/service';
import type { Question } from '@onestory/service';
import { suppressed } from '../../domain/small-numbers.js';
import { HISTORY } from '../history/published-about.query.js';

interface AreaCountsView {
  readonly area: string;
  /** Published events by type, small numbers as `c`. */
  readonly counts: Readonly<Record<string, number | 'c'>>;
}

const areaCounts: Question<AreaCountsView> = async ({ area, database }) => {
  const rows = await database.query<{ type: string; count: string }>(
    'select type, count(*) as count from history where area = $1 group by type order by type',
    [area],
  );
  const counts = Object.fromEntries(
    rows.map(({ type, count }) => [type, suppressed(Number(count))]),
  );
  return { area, counts };
};

@Controller('area-counts')
export class AreaCounts {
  constructor(private readonly door: Doorkeeper) {}

  /** How often each kind of event happened in the analyst's own area: nobody is named, small numbers are hidden. */
  @Get()
  @Act('case-history.count-area')
  read(@AskedBy() asked: Asked): Promise<AreaCountsView> {
    return this.door.answer(asked, on('area', asked.area), areaCounts, { readModel: HISTORY });
  }
}
