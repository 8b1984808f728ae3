import { Body, Controller, Param, Post } from '@nestjs/common';
import type { EpisodeId, PractitionerId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { AgreeToNomination } from './agree-to-nomination.command.js';
import {
  AcceptNominationDto,
  AgreeForAgencyDto,
  AgreeForFamilyDto,
} from './agree-to-nomination.dto.js';

@Controller('episodes/:episode/nomination')
export class AgreeToNominationController {
  constructor(private readonly doors: Doorkeeper) {}

  /** What the family said, recorded by the recorder or the lead. */
  @Post('family-agreement')
  @Act('lead-professional.agree-nomination-for-family')
  forFamily(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() body: AgreeForFamilyDto,
    @AskedBy() asked: Asked,
  ) {
    const { nominee, person } = body;
    const given = { by: 'family', nominee, person } as const;
    const command = new AgreeToNomination(episode, given, momentOf(body));
    return this.doors.command(asked, on('episode', episode), command);
  }

  /** The manager gives the nominee the time and the backing that leading takes. */
  @Post('agency-agreement')
  @Act('lead-professional.agree-nomination-for-agency')
  forAgency(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() body: AgreeForAgencyDto,
    @AskedBy() asked: Asked,
  ) {
    const { nominee } = body;
    const given = { by: 'agency', nominee, person: asked.actor.id as PractitionerId } as const;
    const command = new AgreeToNomination(episode, given, momentOf(body));
    return this.doors.command(asked, on('episode', episode), command);
  }

  /** Whoever takes the lead has read what they take on: If-Match names the revision. */
  @Post('acceptance')
  @Act('lead-professional.accept-nomination')
  accept(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() body: AcceptNominationDto,
    @AskedBy() asked: Asked,
  ) {
    const nominee = asked.actor.id as PractitionerId;
    const given = { by: 'nominee', nominee, person: nominee } as const;
    const command = new AgreeToNomination(episode, given, momentOf(body));
    return this.doors.command(asked, on('episode', episode), command, { needsRevision: true });
  }
}
