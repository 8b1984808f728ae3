import { Inject } from '@nestjs/common';
import { CommandHandler, QueryBus } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { currentContext, Streams } from '@onestory/event-sourcing';
import { StreamsOf } from '@onestory/service';
import { childrenIn } from '../../domain/assessment.js';
import type { Assessment, AssessmentFact } from '../../domain/assessment.js';
import { issueFamilyCopy } from '../../domain/completing.js';
import { assessmentHistory } from '../../history/assessment.codec.js';
import { HouseholdOf } from '../../read-models/household/household.query.js';
import type { Household } from '../../read-models/household/household.query.js';
import { IssueFamilyCopy } from './issue-family-copy.command.js';

@CommandHandler(IssueFamilyCopy)
export class IssueFamilyCopyHandler implements ICommandHandler<IssueFamilyCopy> {
  constructor(
    @StreamsOf(assessmentHistory) private readonly assessments: Streams<Assessment, AssessmentFact>,
    @Inject(QueryBus) private readonly known: QueryBus,
  ) {}

  async execute({ assessment, copy, when }: IssueFamilyCopy) {
    const { area } = currentContext();
    const { state } = await this.assessments.load(assessment);
    const family: Household = await this.known.execute(new HouseholdOf(area, childrenIn(state)));
    return this.assessments.decide(assessment, issueFamilyCopy(copy, family.carers), when);
  }
}
