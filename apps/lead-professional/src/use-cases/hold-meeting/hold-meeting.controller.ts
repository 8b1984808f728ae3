import { Body, Controller, Param, Post } from '@nestjs/common';
import type { EpisodeId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { HoldMeeting } from './hold-meeting.command.js';
import { HoldMeetingDto } from './hold-meeting.dto.js';

@Controller('episodes/:episode/meetings')
export class HoldMeetingController {
  constructor(private readonly doors: Doorkeeper) {}

  @Post()
  @Act('lead-professional.hold-meeting')
  hold(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() body: HoldMeetingDto,
    @AskedBy() asked: Asked,
  ) {
    const { present, family, apologies, minutes } = body;
    const said = { present, family, apologies, minutes };
    const command = new HoldMeeting(episode, said, momentOf(body));
    return this.doors.command(asked, on('episode', episode), command, {
      createsAt: (id) => `/episodes/${id}`,
    });
  }
}
