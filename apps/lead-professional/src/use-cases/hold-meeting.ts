import { Body, Controller, Param, Post } from '@nestjs/common';
import { ArrayMaxSize, ArrayUnique, IsUUID } from 'class-validator';
import type { EpisodeId, PractitionerId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, IsText, contentOf } from '@onestory/service';
import { holdTac } from '../domain/leading.js';
import { episodeHistory } from '../history/episode.codec.js';
import { PresentRequest } from './present.dto.js';

class HoldMeetingRequest extends PresentRequest {
  @IsUUID(undefined, { each: true })
  @ArrayMaxSize(50)
  @ArrayUnique()
  readonly apologies!: readonly PractitionerId[];

  /** What was said and decided, in words that the family can read. */
  @IsText(20000)
  readonly minutes!: string;
}

@Controller('episodes/:episode/meetings')
export class HoldMeeting {
  constructor(private readonly door: Doorkeeper) {}

  /** The team around the child met, with the family. */
  @Post()
  @Act('lead-professional.hold-meeting')
  hold(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() said: HoldMeetingRequest,
    @AskedBy() asked: Asked,
  ) {
    const decision = holdTac(contentOf(said));
    return this.door.decide(asked, episodeHistory, episode, decision, said, {
      createsAt: () => `/episodes/${episode}`,
    });
  }
}
