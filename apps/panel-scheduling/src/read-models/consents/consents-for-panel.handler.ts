import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { endOfLondonDay, londonDate } from '@onestory/kernel';
import type { Database, Instant, Moment } from '@onestory/kernel';
import { InDatabase } from '@onestory/service';
import { consentsInForce } from '../../domain/consents.js';
import type { ConsentSaid, Responsible } from '../../domain/consents.js';
import { ConsentsForPanel } from './consents-for-panel.query.js';
import type { KnownConsents } from './consents-for-panel.query.js';

interface Row extends Omit<ConsentSaid, 'capacity'> {
  readonly capacity: string | null;
  readonly said: boolean;
}

/** Known to the day only: whatever was said on that day counts. */
const until = (at: Moment): Instant =>
  at.occurredPrecision === 'day' ? endOfLondonDay(londonDate(at.occurredAt)) : at.occurredAt;

@QueryHandler(ConsentsForPanel)
export class ConsentsForPanelHandler implements IQueryHandler<ConsentsForPanel, KnownConsents> {
  constructor(@InDatabase() private readonly database: Database) {}

  async execute({ area, episode, children, at }: ConsentsForPanel): Promise<KnownConsents> {
    const rows = await this.database.query<Row>(
      `select consent::text, giver::text, given, capacity, children::text[], agencies::text[],
              since <= $3::timestamptz as said
         from consent_said where area = $1 and episode = $2::uuid order by consent, sequence`,
      [area, episode, until(at)],
    );
    if (rows.length === 0) return undefined;
    const responsible = await this.database.query<Responsible>(
      `select child::text, carers::text[] from responsible
        where area = $1 and child = any($2::uuid[])`,
      [area, children],
    );
    const said = rows
      .filter((row) => row.said)
      .map(({ capacity, ...row }): ConsentSaid => ({ ...row, ...(capacity && { capacity }) }));
    return consentsInForce(said, children, responsible);
  }
}
