import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import type { ConsentId, Database } from '@onestory/kernel';
import { InDatabase, StreamsOf } from '@onestory/service';
import type { Consent, ConsentFact } from '../../domain/consent.js';
import type { Sharing, SharingFact } from '../../domain/sharing.js';
import { consentHistory } from '../../history/consent.codec.js';
import { sharingHistory } from '../../history/sharing.codec.js';
import { WordsOf } from './words.query.js';
import type { WordsSaid } from './words.query.js';

/** Read from the streams themselves: a word counts from the moment it is answered. */
@QueryHandler(WordsOf)
export class WordsHandler implements IQueryHandler<WordsOf> {
  constructor(
    @StreamsOf(consentHistory) private readonly consents: Streams<Consent, ConsentFact>,
    @StreamsOf(sharingHistory) private readonly sharings: Streams<Sharing, SharingFact>,
    @InDatabase() private readonly database: Database,
  ) {}

  async execute({ area, episode, until }: WordsOf): Promise<WordsSaid> {
    const [rows, sharing] = await Promise.all([
      this.database.query<{ consent: ConsentId }>(
        `select consent::text from episode_consent
          where area = $1 and episode = $2::uuid order by consent`,
        [area, episode],
      ),
      this.sharings.load(episode, until),
    ]);
    const loaded = await Promise.all(
      rows.map(async ({ consent }) => ({
        consent,
        state: (await this.consents.load(consent, until)).state,
      })),
    );
    const consents = loaded.flatMap(({ consent, state }) =>
      state.stage === 'nothing agreed' ? [] : [{ consent, state }],
    );
    return { consents, sharing: sharing.state };
  }
}
