import { Body, Controller, Param, Post } from '@nestjs/common';
import { IsIn } from 'class-validator';
import type { StoredFact } from '@onestory/event-sourcing';
import type { AnyFact, ChildId, CommandId, EpisodeId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, IsText, Occurrence } from '@onestory/service';
import { on, contentOf } from '@onestory/service';
import type { Question } from '@onestory/service';
import { CONCERN_SOURCES, recordConcern } from '../domain/concern.js';
import type { ConcernSource } from '../domain/concern.js';
import { concernHistory } from '../history/concern.codec.js';

class RecordConcernRequest extends Occurrence {
  /** What was seen or said, in plain words. */
  @IsText(4000)
  readonly concern!: string;

  /** Who raised it. */
  @IsIn(CONCERN_SOURCES)
  readonly source!: ConcernSource;
}

/** The episode that this concern opened or joined, whatever has happened to the child's help since. */
const episodeOf = (facts: readonly StoredFact<AnyFact>[], command: CommandId): EpisodeId => {
  const episode = facts.find((it) => it.command === command)?.episode;
  if (!episode) throw new Error('This concern was recorded without its episode.');
  return episode;
};

@Controller('children/:child/concerns')
export class RecordConcern {
  constructor(private readonly door: Doorkeeper) {}

  /** Opens an episode of early help, or joins the one that the child is in; the answer names it. */
  @Post()
  @Act('assessment.record-concern')
  record(
    @Param('child', AnId) child: ChildId,
    @Body() said: RecordConcernRequest,
    @AskedBy() asked: Asked,
  ) {
    // The episode that it opens, should the child not be in one.
    const newEpisode = asked.newId<EpisodeId>('episode');
    const decision = recordConcern({ child, ...contentOf(said), newEpisode });
    return this.door.decide(asked, concernHistory, child, decision, said, {
      on: on('child', child),
      createsAt: () => `/children/${child}/concerns`,
      answerWith:
        (_id, decided): Question<{ episode: EpisodeId }> =>
        async (from) => {
          const { facts } = decided ?? (await from.load(concernHistory, child));
          return { episode: episodeOf(facts, asked.command) };
        },
    });
  }
}
