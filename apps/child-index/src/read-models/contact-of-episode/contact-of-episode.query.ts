import type { ChildId, EpisodeId } from '@onestory/kernel';
import type { Question } from '@onestory/service';
import type { Contact } from '../../domain/child.js';
import { childHistory } from '../../history/child.codec.js';

/**
 * The contact of this episode that one of these children has. It comes from the children's own streams, which
 * already hold what the same topic said before.
 */
export const contactOfEpisode =
  (episode: EpisodeId, children: readonly ChildId[]): Question<Contact | undefined> =>
  async (from) => {
    const loaded = await Promise.all(children.map((child) => from.load(childHistory, child)));
    return loaded
      .flatMap(({ state }) => (state.stage === 'not registered' ? [] : state.contacts))
      .find((contact) => contact.episode === episode);
  };
