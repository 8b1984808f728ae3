import { Injectable } from '@nestjs/common';
import { Streams } from '@onestory/event-sourcing';
import type { Until } from '@onestory/event-sourcing';
import type { AreaId, ConsentId, Database, EpisodeId } from '@onestory/kernel';
import { InDatabase, StreamsOf } from '@onestory/service';
import type { Agreed, Consent, ConsentFact } from '../../domain/consent.js';
import { consentHistory } from '../../history/consent.codec.js';

/** The consents of an episode, from their own streams: a withdrawal counts from the moment it is answered. */
@Injectable()
export class ConsentsInEpisode {
  constructor(
    @StreamsOf(consentHistory) private readonly consents: Streams<Consent, ConsentFact>,
    @InDatabase() private readonly database: Database,
  ) {}

  async load(
    area: AreaId,
    episode: EpisodeId,
    until: Until,
  ): Promise<readonly { readonly consent: ConsentId; readonly state: Agreed }[]> {
    const rows = await this.database.query<{ consent: ConsentId }>(
      `select consent::text from episode_consent
        where area = $1 and episode = $2::uuid order by consent`,
      [area, episode],
    );
    const loaded = await Promise.all(
      rows.map(async ({ consent }) => ({
        consent,
        state: (await this.consents.load(consent, until)).state,
      })),
    );
    return loaded.flatMap(({ consent, state }) =>
      state.stage === 'nothing agreed' ? [] : [{ consent, state }],
    );
  }
}
