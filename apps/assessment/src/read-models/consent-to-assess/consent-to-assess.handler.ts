import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { readConsents } from '@onestory/access';
import type { Database } from '@onestory/kernel';
import { InDatabase } from '@onestory/service';
import { consentToAssess } from '../../domain/consent-to-assess.js';
import { ConsentToAssess } from './consent-to-assess.query.js';
import type { KnownConsent } from './consent-to-assess.query.js';

@QueryHandler(ConsentToAssess)
export class ConsentToAssessHandler implements IQueryHandler<ConsentToAssess, KnownConsent> {
  constructor(@InDatabase() private readonly database: Database) {}

  async execute(asked: ConsentToAssess): Promise<KnownConsent> {
    const { agency, episode, children, at } = asked;
    const { said, responsible } = await readConsents(asked, this.database);
    return consentToAssess(said, { at, episode, children, recipient: agency, responsible });
  }
}
