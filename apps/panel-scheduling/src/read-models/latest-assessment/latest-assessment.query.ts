import type { AssessmentId, EpisodeId } from '@onestory/kernel';
import type { Question } from '@onestory/service';

interface CompletedVersion {
  readonly assessment: AssessmentId;
  readonly version: number;
}

/** The latest completed version of the episode's assessment. */
export const latestAssessment =
  (episode: EpisodeId): Question<CompletedVersion | undefined> =>
  async ({ area, database }) => {
    const [latest] = await database.query<CompletedVersion>(
      `select assessment::text, version from assessed
        where area = $1 and episode = $2::uuid order by version desc limit 1`,
      [area, episode],
    );
    return latest;
  };
