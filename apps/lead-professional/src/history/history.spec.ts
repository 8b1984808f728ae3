import { idFrom } from '@onestory/kernel';
import { everyStoredShape } from '@onestory/testing';
import { episodeHistory } from './episode.codec.js';

everyStoredShape(episodeHistory, {
  fixtures: new URL('fixtures/', import.meta.url),
  // Closed after a review; the correction named the plan by its event.
  tells: {
    stage: 'closed',
    was: { stage: 'planned', plan: { baselines: [{ value: 81 }], reviews: [{}] } },
  },
  about: { episode: idFrom('spec'), children: { length: 3 } },
  personal: ['Three needs', 'Family sessions', 'More mornings', 'No answer', 'Authorised'],
  forgets: (state) =>
    state.stage === 'closed' && state.was.stage === 'planned' ? [state.was.plan.goal] : [undefined],
});
