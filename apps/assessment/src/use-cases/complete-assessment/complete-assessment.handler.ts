import { Inject } from '@nestjs/common';
import { CommandHandler, QueryBus } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { currentContext, Streams } from '@onestory/event-sourcing';
import type { PractitionerId } from '@onestory/kernel';
import { NotYetKnown, PLATFORM, StreamsOf } from '@onestory/service';
import type { Platform } from '@onestory/service';
import { childrenIn } from '../../domain/assessment.js';
import type { Assessment, AssessmentFact } from '../../domain/assessment.js';
import { completeAssessment } from '../../domain/completing.js';
import { assessmentHistory } from '../../history/assessment.codec.js';
import { ConsentToAssess } from '../../read-models/consent-to-assess/consent-to-assess.query.js';
import type { KnownConsent } from '../../read-models/consent-to-assess/consent-to-assess.query.js';
import { CompleteAssessment } from './complete-assessment.command.js';

@CommandHandler(CompleteAssessment)
export class CompleteAssessmentHandler implements ICommandHandler<CompleteAssessment> {
  constructor(
    @StreamsOf(assessmentHistory) private readonly assessments: Streams<Assessment, AssessmentFact>,
    @Inject(QueryBus) private readonly known: QueryBus,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  async execute({ assessment, when }: CompleteAssessment) {
    const { state } = await this.assessments.load(assessment);
    const consent = await this.consentTo(state, when);
    if (consent === 'not yet known') throw new NotYetKnown("The family's decision on consent");
    const by = currentContext().actor as PractitionerId;
    return this.assessments.decide(assessment, completeAssessment({ by, consent }), when);
  }

  private async consentTo(it: Assessment, when: CompleteAssessment['when']): Promise<KnownConsent> {
    if (it.stage === 'not started') return 'none';
    const at = when ?? { occurredAt: this.platform.clock.now() };
    const { area, agency } = currentContext();
    return this.known.execute(new ConsentToAssess(area, agency, it.episode, childrenIn(it), at));
  }
}
