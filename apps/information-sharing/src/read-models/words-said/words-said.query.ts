import type { AsOf } from '@onestory/event-sourcing';
import type { ConsentId, EpisodeId } from '@onestory/kernel';
import type { Question } from '@onestory/service';
import type { Spoken } from '../../domain/consent.js';
import type { Sharing } from '../../domain/sharing.js';
import { consentHistory } from '../../history/consent.codec.js';
import { sharingHistory } from '../../history/sharing.codec.js';

/** The rows that the question looks into; what asks it waits for them. */
export const EPISODE_CONSENTS = 'episode_consent_v1';

interface WordsSaid {
  readonly consents: readonly { readonly consent: ConsentId; readonly state: Spoken }[];
  readonly sharing: Sharing;
}

/**
 * What was said of sharing in an episode, by the family and by its lead. It is read from the streams themselves: a
 * word counts from the moment it is answered.
 */
export const wordsSaidIn =
  (episode: EpisodeId, until: AsOf = {}): Question<WordsSaid> =>
  async (from) => {
    const [rows, sharing] = await Promise.all([
      from.database.query<{ consent: ConsentId }>(
        `select consent::text from episode_consent
          where area = $1 and episode = $2::uuid order by consent`,
        [from.area, episode],
      ),
      from.load(sharingHistory, episode, until),
    ]);
    const loaded = await Promise.all(
      rows.map(async ({ consent }) => ({
        consent,
        state: (await from.load(consentHistory, consent, until)).state,
      })),
    );
    const consents = loaded.flatMap(({ consent, state }) =>
      state.stage === 'nothing agreed' ? [] : [{ consent, state }],
    );
    return { consents, sharing: sharing.state };
  };
