import { Body, Controller, Param, Post } from '@nestjs/common';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsArray } from 'class-validator';
import { IsBoolean, IsOptional, IsUUID } from 'class-validator';
import type { ChildId, EpisodeId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, IsText, momentSaid } from '@onestory/service';
import { NotYetKnown, Occurrence, on, Problem, contentOf } from '@onestory/service';
import { startAssessment } from '../../domain/assessing.js';
import { assessmentIdOf } from '../../domain/assessment.js';
import { AssessmentAlreadyOpen, InAnotherEpisode } from '../../domain/refusals.js';
import { assessmentHistory } from '../../history/assessment.codec.js';
import { householdOf } from '../../read-models/household/household.query.js';
import { otherEpisodes } from '../../read-models/other-episodes/other-episodes.query.js';
import { knownConsent } from '../../read-models/known-consent/known-consent.query.js';

class StartAssessmentRequest extends Occurrence {
  /** All children of the household, unborn included; you are bound to each of them. */
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(30)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  readonly children!: ChildId[];

  /** Who was there. */
  @IsOptional()
  @IsText(2000)
  readonly present?: string;

  /** What led to this assessment. */
  @IsOptional()
  @IsText(4000)
  readonly ledTo?: string;

  /** A child named here has an open episode of its own, in which you work too: from now on it belongs to this one. */
  @IsOptional()
  @IsBoolean()
  readonly joinEpisodes?: boolean;
}

/** One household, one assessment: whoever comes second is shown the open one, and the way into the team. */
const inviteToJoin = (refusal: AssessmentAlreadyOpen, episode: EpisodeId): Problem =>
  new Problem(409, refusal.code, refusal.message, {
    links: {
      assessment: `/assessment/assessments/${assessmentIdOf(episode)}`,
      join: `/lead-professional/episodes/${episode}/team-members`,
    },
  });

/** Names both, so that the two can be looked at side by side. */
const nameBoth = (refusal: InAnotherEpisode, episode: EpisodeId): Problem =>
  new Problem(409, refusal.code, refusal.message, {
    links: {
      episode: `/lead-professional/episodes/${episode}`,
      otherEpisode: `/lead-professional/episodes/${refusal.others[0]}`,
    },
  });

@Controller('episodes/:episode/assessment')
export class StartAssessment {
  constructor(private readonly door: Doorkeeper) {}

  @Post()
  @Act('assessment.start-assessment')
  start(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() body: StartAssessmentRequest,
    @AskedBy() asked: Asked,
  ) {
    const said = { ...contentOf(body), episode, by: asked.by };
    const { children } = said;
    const decision = async () => {
      const { unborn, unknown } = await asked.ask(householdOf(children));
      if (unknown.length > 0) throw new NotYetKnown('The registration of a child');
      const about = { agency: asked.actor.agency, episode, children, at: momentSaid(body) };
      const consent = await asked.ask(knownConsent(about));
      if (consent === 'not yet known') throw new NotYetKnown("The family's decision on consent");
      const elsewhere = await asked.ask(otherEpisodes(asked.actor.id, episode, children));
      return startAssessment({ ...said, unborn, consent, elsewhere });
    };
    const id = assessmentIdOf(episode);
    return this.door
      .fetchAndDecide(asked, assessmentHistory, id, decision, body, {
        on: on('household', episode, { children }),
        createsAt: () => `/assessments/${id}`,
      })
      .catch((error: unknown) => {
        if (error instanceof AssessmentAlreadyOpen) throw inviteToJoin(error, episode);
        if (error instanceof InAnotherEpisode) throw nameBoth(error, episode);
        throw error;
      });
  }
}
