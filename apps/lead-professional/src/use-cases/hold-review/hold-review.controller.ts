import { Body, Controller, Param, Post } from '@nestjs/common';
import type { EpisodeId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { HoldReview } from './hold-review.command.js';
import { HoldReviewDto } from './hold-review.dto.js';

@Controller('episodes/:episode/reviews')
export class HoldReviewController {
  constructor(private readonly doors: Doorkeeper) {}

  @Post()
  @Act('lead-professional.review')
  hold(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() body: HoldReviewDto,
    @AskedBy() asked: Asked,
  ) {
    const { present, family, whatChanged, measures, nextReviewDue: reviewDue } = body;
    const said = { present, family, whatChanged, measures, reviewDue };
    const command = new HoldReview(episode, said, momentOf(body));
    return this.doors.command(asked, on('episode', episode), command, {
      createsAt: (id) => `/episodes/${id}`,
    });
  }
}
