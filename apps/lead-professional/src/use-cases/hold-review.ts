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
  contentOf,
} from '@onestory/service';
import { holdReview } from '../domain/planning.js';
import { episodeHistory } from '../history/episode.codec.js';
import { reviewWithinDays } from '../read-models/review-policy/review-policy.query.js';
import { MeasuredRequest } from './measured.dto.js';
import { PresentRequest } from './present.dto.js';

class HoldReviewRequest extends PresentRequest {
  /** What has changed since last time, need by need. */
  @IsText(20000)
  readonly whatChanged!: string;

  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => MeasuredRequest)
  readonly measures!: readonly MeasuredRequest[];

  /** The last day that the area's policy allows, where it is left out. */
  @IsOptional()
  @IsDay()
  readonly nextReviewDue?: LocalDate;
}

@Controller('episodes/:episode/reviews')
export class HoldReview {
  constructor(private readonly door: Doorkeeper) {}

  /** Family and team look at what has changed. */
  @Post()
  @Act('lead-professional.review')
  hold(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() said: HoldReviewRequest,
    @AskedBy() asked: Asked,
  ) {
    const { nextReviewDue: reviewDue, ...words } = contentOf(said);
    const withinDays = reviewWithinDays(asked, momentSaid(said));
    const decision = holdReview({ ...words, reviewDue, withinDays });
    return this.door.decide(asked, episodeHistory, episode, decision, said, {
      createsAt: () => `/episodes/${episode}`,
    });
  }
}
