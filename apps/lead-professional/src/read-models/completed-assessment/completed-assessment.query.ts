import { instantOf } from '@onestory/kernel';
import type { EpisodeId, Moment } from '@onestory/kernel';
import type { Question } from '@onestory/service';

interface Row {
  readonly completed_at: Date;
  readonly to_the_day: boolean;
}

/** When the episode's assessment was first completed; undefined while that is not known here. */
export const assessedWhen =
  (episode: EpisodeId): Question<Moment | undefined> =>
  async ({ area, database }) => {
    const [row] = await database.query<Row>(
      `select completed_at, to_the_day from completed_assessment
        where area = $1 and episode = $2::uuid`,
      [area, episode],
    );
    if (!row) return undefined;
    const occurredAt = instantOf(row.completed_at);
    return row.to_the_day ? { occurredAt, occurredPrecision: 'day' } : { occurredAt };
  };
