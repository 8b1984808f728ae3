import { Injectable } from '@nestjs/common';
import { applyConsents, consentContracts, consentTables } from '@onestory/access';
import type { PublishedEvent } from '@onestory/contracts';
import type { Sql } from '@onestory/kernel';
import type { MessageProjector } from './service-definition.js';

/** For services that decide by consents that others keep; they are read by `readConsents` of libs/access. */
@Injectable()
export class KeepsConsents implements MessageProjector {
  static readonly tables = consentTables;
  /** The second hears all words again, with when each was recorded. */
  readonly name = 'consents_heard_v2';
  readonly contracts = consentContracts;

  apply(messages: readonly PublishedEvent[], sql: Sql): Promise<void> {
    return applyConsents(messages, sql);
  }
}
