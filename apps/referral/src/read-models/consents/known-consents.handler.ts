import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { readConsents } from '@onestory/access';
import type { ConsentsHeard } from '@onestory/access';
import type { Database } from '@onestory/kernel';
import { InDatabase } from '@onestory/service';
import { KnownConsents } from './known-consents.query.js';

@QueryHandler(KnownConsents)
export class KnownConsentsHandler implements IQueryHandler<KnownConsents, ConsentsHeard> {
  constructor(@InDatabase() private readonly database: Database) {}

  execute(asked: KnownConsents): Promise<ConsentsHeard> {
    return readConsents(asked, this.database);
  }
}
