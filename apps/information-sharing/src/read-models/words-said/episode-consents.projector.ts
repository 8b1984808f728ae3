import { Injectable } from '@nestjs/common';
import type { Projector, StoredFact } from '@onestory/event-sourcing';
import { idOf } from '@onestory/event-sourcing';
import type { AnyFact, Sql } from '@onestory/kernel';
import type { ConsentFact } from '../../domain/consent.js';
import { consentHistory } from '../../history/consent.codec.js';
import { EPISODE_CONSENTS } from './words-said.query.js';

/** Which consents there are in an episode. What they say is read from their streams, so never late. */
@Injectable()
export class EpisodeConsentsProjector implements Projector {
  readonly name = EPISODE_CONSENTS;
  readonly codecs = [consentHistory.codec];

  async project(batch: readonly StoredFact<AnyFact>[], sql: Sql): Promise<void> {
    const facts = batch as readonly StoredFact<ConsentFact>[];
    await sql.query(
      `insert into episode_consent_v1 (area, episode, consent)
       select * from unnest($1::text[], $2::uuid[], $3::uuid[])
       on conflict do nothing`,
      [
        facts.map((it) => it.area),
        facts.map((it) => it.data.episode),
        facts.map((it) => idOf(it.stream)),
      ],
    );
  }
}
