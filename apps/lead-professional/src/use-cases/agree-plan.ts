import { Body, Controller, Param, Post } from '@nestjs/common';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, ValidateNested } from 'class-validator';
import type { EpisodeId, LocalDate } from '@onestory/kernel';
import {
  Act,
  AnId,
  Asked,
  AskedBy,
  Doorkeeper,
  IsDay,
  IsText,
  momentSaid,
  NotYetKnown,
  Occurrence,
  contentOf,
} from '@onestory/service';
import { agreePlan } from '../domain/planning.js';
import { episodeHistory } from '../history/episode.codec.js';
import { assessedWhen } from '../read-models/completed-assessment/completed-assessment.query.js';
import { reviewWithinDays } from '../read-models/review-policy/review-policy.query.js';
import { MeasuredRequest } from './measured.dto.js';

class AgreePlanRequest extends Occurrence {
  /** What the family wants to be different. */
  @IsText(4000)
  readonly goal!: string;

  /** How things are now, so that a review can tell what has changed. */
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => MeasuredRequest)
  readonly baselines!: readonly MeasuredRequest[];

  /** The last day that the area's policy allows, where it is left out. */
  @IsOptional()
  @IsDay()
  readonly reviewDue?: LocalDate;
}

@Controller('episodes/:episode/plan')
export class AgreePlan {
  constructor(private readonly door: Doorkeeper) {}

  /** Family and team agree what they want to reach, and when they look at it again. */
  @Post()
  @Act('lead-professional.agree-plan')
  agree(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() said: AgreePlanRequest,
    @AskedBy() asked: Asked,
  ) {
    const decision = async () => {
      const assessed = await asked.ask(assessedWhen(episode));
      if (!assessed) throw new NotYetKnown('The completed assessment');
      const withinDays = reviewWithinDays(asked, momentSaid(said));
      return agreePlan({ ...contentOf(said), assessed, withinDays });
    };
    return this.door.fetchAndDecide(asked, episodeHistory, episode, decision, said, {
      createsAt: () => `/episodes/${episode}`,
    });
  }
}
