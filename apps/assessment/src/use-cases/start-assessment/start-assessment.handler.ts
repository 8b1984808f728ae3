import { CommandHandler, QueryBus } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { Inject } from '@nestjs/common';
import { currentContext, Streams } from '@onestory/event-sourcing';
import type { EpisodeId, PractitionerId } from '@onestory/kernel';
import { NotYetKnown, PLATFORM, Problem, StreamsOf } from '@onestory/service';
import type { Platform } from '@onestory/service';
import { startAssessment } from '../../domain/assessing.js';
import { assessmentIdOf } from '../../domain/assessment.js';
import type { Assessment, AssessmentFact } from '../../domain/assessment.js';
import { AssessmentAlreadyOpen, InAnotherEpisode } from '../../domain/refusals.js';
import { assessmentHistory } from '../../history/assessment.codec.js';
import { ConsentToAssess } from '../../read-models/consent-to-assess/consent-to-assess.query.js';
import type { KnownConsent } from '../../read-models/consent-to-assess/consent-to-assess.query.js';
import { HouseholdOf } from '../../read-models/household/household.query.js';
import type { Household } from '../../read-models/household/household.query.js';
import { OtherEpisodes } from '../../read-models/other-episodes/other-episodes.query.js';
import type { OtherEpisodesFound } from '../../read-models/other-episodes/other-episodes.query.js';
import { StartAssessment } from './start-assessment.command.js';

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

@CommandHandler(StartAssessment)
export class StartAssessmentHandler implements ICommandHandler<StartAssessment> {
  constructor(
    @StreamsOf(assessmentHistory) private readonly assessments: Streams<Assessment, AssessmentFact>,
    @Inject(QueryBus) private readonly known: QueryBus,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  async execute({ episode, said, when }: StartAssessment) {
    const { area, agency, actor } = currentContext();
    const { children } = said;
    const household: Household = await this.known.execute(new HouseholdOf(area, children));
    if (household.unknown.length > 0) throw new NotYetKnown('The registration of a child');
    const at = when ?? { occurredAt: this.platform.clock.now() };
    const consent: KnownConsent = await this.known.execute(
      new ConsentToAssess(area, agency, episode, children, at),
    );
    if (consent === 'not yet known') throw new NotYetKnown("The family's decision on consent");
    const elsewhere: OtherEpisodesFound = await this.known.execute(
      new OtherEpisodes(area, actor, episode, children),
    );
    const given = {
      ...said,
      elsewhere,
      episode,
      unborn: household.unborn,
      by: actor as PractitionerId,
      consent,
    };
    return this.assessments
      .decide(assessmentIdOf(episode), startAssessment(given), when)
      .catch((error: unknown) => {
        if (error instanceof AssessmentAlreadyOpen) throw inviteToJoin(error, episode);
        if (error instanceof InAnotherEpisode) throw nameBoth(error, episode);
        throw error;
      });
  }
}
