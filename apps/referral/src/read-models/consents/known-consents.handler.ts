import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import type {
  CarerId,
  ChildId,
  ConsentId,
  ConsentSaid,
  ConsentTerms,
  Database,
  Instant,
} from '@onestory/kernel';
import { InDatabase } from '@onestory/service';
import { KnownConsents } from './known-consents.query.js';
import type { ConsentsHeard } from './known-consents.query.js';

interface Word {
  readonly consent: ConsentId;
  readonly sequence: string;
  readonly at: Instant;
  readonly precision: 'day' | null;
  readonly terms: ConsentTerms | null;
}
interface Child {
  readonly child: ChildId;
  readonly responsible: readonly CarerId[];
}

const saidIn = ({ consent, sequence, at, precision, terms }: Word): ConsentSaid => ({
  consent,
  sequence: BigInt(sequence),
  at: { occurredAt: at, ...(precision && { occurredPrecision: precision }) },
  ...(terms && { terms }),
});

@QueryHandler(KnownConsents)
export class KnownConsentsHandler implements IQueryHandler<KnownConsents, ConsentsHeard> {
  constructor(@InDatabase() private readonly database: Database) {}

  async execute({ area, episode, children }: KnownConsents): Promise<ConsentsHeard> {
    const words = await this.database.query<Word>(
      `select consent::text, sequence, occurred_at as at, occurred_precision as precision, terms
         from consent_said where area = $1 and episode = $2 order by consent, sequence`,
      [area, episode],
    );
    const registered = await this.database.query<Child>(
      `select child::text, responsible::text[] from registered_child
        where area = $1 and child = any($2::uuid[])`,
      [area, children],
    );
    return {
      said: words.map(saidIn),
      consents: [...new Set(words.map(({ consent }) => consent))],
      responsible: registered.flatMap(({ child, responsible }) =>
        responsible.map((carer) => ({ carer, child })),
      ),
      unregistered: children.filter((child) => !registered.some((it) => it.child === child)),
    };
  }
}
