import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import type { Database } from '@onestory/kernel';
import { InDatabase, View } from '@onestory/service';
import { suppressed } from '../../domain/small-numbers.js';
import { AreaCounts } from './area-counts.query.js';
import type { AreaCountsView } from './area-counts.query.js';

@QueryHandler(AreaCounts)
export class AreaCountsHandler implements IQueryHandler<AreaCounts> {
  constructor(@InDatabase() private readonly database: Database) {}

  async execute({ area }: AreaCounts): Promise<View<AreaCountsView>> {
    const rows = await this.database.query<{ type: string; count: string }>(
      'select type, count(*) as count from history where area = $1 group by type order by type',
      [area],
    );
    const counts = Object.fromEntries(
      rows.map(({ type, count }) => [type, suppressed(Number(count))]),
    );
    return new View({ area, counts });
  }
}
