import { Body, Controller, Param, Post } from '@nestjs/common';
import { IsIn } from 'class-validator';
import type { ChildId, EpisodeId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, IsText, Occurrence } from '@onestory/service';
import { on, saidIn } from '@onestory/service';
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

@Controller('children/:child/concerns')
export class RecordConcern {
  constructor(private readonly door: Doorkeeper) {}

  @Post()
  @Act('assessment.record-concern')
  record(
    @Param('child', AnId) child: ChildId,
    @Body() said: RecordConcernRequest,
    @AskedBy() asked: Asked,
  ) {
    // The episode that it opens, should the child not be in one.
    const newEpisode = asked.newId<EpisodeId>('episode');
    const decision = recordConcern({ child, ...saidIn(said), newEpisode });
    return this.door.decide(asked, concernHistory, child, decision, said, {
      on: on('child', child),
      createsAt: () => `/children/${child}/concerns`,
    });
  }
}
