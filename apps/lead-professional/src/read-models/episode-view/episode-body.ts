import type { StoredFact } from '@onestory/event-sourcing';
import { momentOf } from '@onestory/kernel';
import type { EpisodeId } from '@onestory/kernel';
import { helpOf, leadOf, leadsOf } from '../../domain/episode.js';
import type { Episode, PlannedAction } from '../../domain/episode.js';
import type { EpisodeFact } from '../../domain/facts.js';

type Facts = readonly StoredFact<EpisodeFact>[];
type FactOf<T extends EpisodeFact['type']> = Extract<StoredFact<EpisodeFact>, { readonly type: T }>;

const those = <T extends EpisodeFact['type']>(facts: Facts, type: T): readonly FactOf<T>[] =>
  facts.filter((it): it is FactOf<T> => it.type === type);

const placed = (it: StoredFact<EpisodeFact>) => ({ ...momentOf(it), recordedAt: it.recordedAt });

const meetings = (facts: Facts) =>
  those(facts, 'TacHeld').map((it) => ({ event: it.id, ...placed(it), ...it.data }));

const corrections = (facts: Facts) =>
  those(facts, 'FactCorrected').map(({ data: { event, ...said }, ...it }) => ({
    corrects: event,
    ...said,
    ...placed(it as StoredFact<EpisodeFact>),
  }));

/** Why an action was not done is in the fact; what came of it in the end is in the state. */
const actionBody = (action: PlannedAction, facts: Facts) => {
  const { outcome } = action;
  if (!outcome || outcome.done) return action;
  const said = those(facts, 'ActionNotDone').find((it) => it.data.action === action.action);
  return { ...action, outcome: { ...outcome, reason: said?.data.reason } };
};

/** A personal value whose key is destroyed is shown as `{ "forgotten": true }`. */
export const episodeBody = (episode: EpisodeId, state: Episode, facts: Facts) => {
  const help = helpOf(state);
  const { stage, children } = help;
  const closed = state.stage === 'closed' && {
    closed: { reason: state.reason, since: state.since },
  };
  if (help.stage === 'not led')
    return { episode, stage, ...closed, children, leads: [], team: [], meetings: [] };
  const { nomination, team } = help;
  const lead = leadOf(help);
  const led = {
    ...(lead && { lead }),
    leads: leadsOf(state),
    ...(nomination && { nomination }),
    team,
  };
  const seen = { episode, stage, ...closed, children, ...led, meetings: meetings(facts) };
  if (help.stage === 'assessing') return seen;
  const { actions, reviews, ...plan } = help.plan;
  return {
    ...seen,
    plan,
    actions: actions.map((it) => actionBody(it, facts)),
    reviews,
    corrections: corrections(facts),
  };
};

export type EpisodeBody = ReturnType<typeof episodeBody>;
