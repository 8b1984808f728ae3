import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import type { CarerId, ChildId, ConsentId, ConsentSaid, ConsentTerms } from '@onestory/kernel';
import type { Database, Instant } from '@onestory/kernel';
import { InDatabase } from '@onestory/service';
import { consentToAssess } from '../../domain/consent-to-assess.js';
import { ConsentToAssess } from './consent-to-assess.query.js';
import type { KnownConsent } from './consent-to-assess.query.js';

interface Row {
  readonly consent: ConsentId;
  readonly sequence: string;
  readonly occurred_at: Instant;
  readonly to_the_day: boolean;
  readonly terms: ConsentTerms | null;
}

const saidIn = (row: Row): ConsentSaid => ({
  consent: row.consent,
  sequence: BigInt(row.sequence),
  at: { occurredAt: row.occurred_at, ...(row.to_the_day && { occurredPrecision: 'day' }) },
  ...(row.terms && { terms: row.terms }),
});

@QueryHandler(ConsentToAssess)
export class ConsentToAssessHandler implements IQueryHandler<ConsentToAssess, KnownConsent> {
  constructor(@InDatabase() private readonly database: Database) {}

  async execute(asked: ConsentToAssess): Promise<KnownConsent> {
    const { area, agency, episode, children, at } = asked;
    const rows = await this.database.query<Row>(
      `select consent::text, sequence, occurred_at, to_the_day, terms from consent_said
        where area = $1 and episode = $2::uuid`,
      [area, episode],
    );
    const responsible = await this.database.query<{ carer: CarerId; child: ChildId }>(
      `select unnest(responsible)::text as carer, child::text from known_child
        where area = $1 and child = any($2::uuid[])`,
      [area, children],
    );
    const said = rows.map(saidIn);
    return consentToAssess(said, { at, episode, children, recipient: agency, responsible });
  }
}
