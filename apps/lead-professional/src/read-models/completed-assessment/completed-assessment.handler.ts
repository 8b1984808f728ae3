import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { instantOf } from '@onestory/kernel';
import type { Database, Moment } from '@onestory/kernel';
import { InDatabase } from '@onestory/service';
import { AssessedWhen } from './completed-assessment.query.js';

interface Row {
  readonly completed_at: Date;
  readonly to_the_day: boolean;
}

@QueryHandler(AssessedWhen)
export class AssessedWhenHandler implements IQueryHandler<AssessedWhen, Moment | undefined> {
  constructor(@InDatabase() private readonly database: Database) {}

  async execute({ area, episode }: AssessedWhen): Promise<Moment | undefined> {
    const [row] = await this.database.query<Row>(
      `select completed_at, to_the_day from completed_assessment
        where area = $1 and episode = $2::uuid`,
      [area, episode],
    );
    if (!row) return undefined;
    const occurredAt = instantOf(row.completed_at);
    return row.to_the_day ? { occurredAt, occurredPrecision: 'day' } : { occurredAt };
  }
}
