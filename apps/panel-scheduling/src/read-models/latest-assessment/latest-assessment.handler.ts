import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import type { Database } from '@onestory/kernel';
import { InDatabase } from '@onestory/service';
import { LatestAssessment } from './latest-assessment.query.js';
import type { CompletedVersion } from './latest-assessment.query.js';

type Answer = CompletedVersion | undefined;

@QueryHandler(LatestAssessment)
export class LatestAssessmentHandler implements IQueryHandler<LatestAssessment, Answer> {
  constructor(@InDatabase() private readonly database: Database) {}

  async execute({ area, episode }: LatestAssessment): Promise<Answer> {
    const [latest] = await this.database.query<CompletedVersion>(
      `select assessment::text, version from assessed
        where area = $1 and episode = $2::uuid order by version desc limit 1`,
      [area, episode],
    );
    return latest;
  }
}
