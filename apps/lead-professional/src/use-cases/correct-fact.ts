import { Body, Controller, Param, Post } from '@nestjs/common';
import { IsIn, IsInt, IsUUID, Max, Min } from 'class-validator';
import type { EpisodeId, EventId } from '@onestory/kernel';
import {
  Act,
  AnId,
  Asked,
  AskedBy,
  Doorkeeper,
  IsText,
  Occurrence,
  contentOf,
} from '@onestory/service';
import { CORRECTABLE } from '../domain/codes.js';
import type { CorrectedField } from '../domain/facts.js';
import { correctFact } from '../domain/planning.js';
import { episodeHistory } from '../history/episode.codec.js';

class CorrectFactRequest extends Occurrence {
  /** The plan's or the review's event, as the episode shows it. */
  @IsUUID()
  readonly event!: EventId;

  /** `baselines.<measure>` of the plan, `measures.<measure>` of a review. */
  @IsIn(CORRECTABLE)
  readonly field!: CorrectedField;

  /** What is true now. */
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  readonly now!: number;

  @IsText(4000)
  readonly reason!: string;
}

@Controller('episodes/:episode/corrections')
export class CorrectFact {
  constructor(private readonly door: Doorkeeper) {}

  /** What was recorded was wrong; what is true now is shown from here on. */
  @Post()
  @Act('lead-professional.correct')
  correct(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() said: CorrectFactRequest,
    @AskedBy() asked: Asked,
  ) {
    const decision = correctFact(contentOf(said));
    return this.door.decide(asked, episodeHistory, episode, decision, said);
  }
}
