import { Body, Controller, Param, Post } from '@nestjs/common';
import type { EpisodeId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, on } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { AgreePlan } from './agree-plan.command.js';
import { AgreePlanDto } from './agree-plan.dto.js';

@Controller('episodes/:episode/plan')
export class AgreePlanController {
  constructor(private readonly doors: Doorkeeper) {}

  @Post()
  @Act('lead-professional.agree-plan')
  agree(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() body: AgreePlanDto,
    @AskedBy() asked: Asked,
  ) {
    const { goal, baselines, reviewDue } = body;
    const command = new AgreePlan(episode, { goal, baselines, reviewDue }, momentOf(body));
    return this.doors.command(asked, on('episode', episode), command, {
      createsAt: (id) => `/episodes/${id}`,
    });
  }
}
