import { Inject } from '@nestjs/common';
import { CommandHandler, QueryBus } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { currentContext, Streams } from '@onestory/event-sourcing';
import { StreamsOf } from '@onestory/service';
import { recordChildsComment, recordParentsComment } from '../../domain/assessing.js';
import { childrenIn } from '../../domain/assessment.js';
import type { Assessment, AssessmentFact } from '../../domain/assessment.js';
import { assessmentHistory } from '../../history/assessment.codec.js';
import { HouseholdOf } from '../../read-models/household/household.query.js';
import type { Household } from '../../read-models/household/household.query.js';
import { RecordChildsComment, RecordParentsComment } from './record-comment.command.js';

@CommandHandler(RecordChildsComment)
export class RecordChildsCommentHandler implements ICommandHandler<RecordChildsComment> {
  constructor(
    @StreamsOf(assessmentHistory) private readonly assessments: Streams<Assessment, AssessmentFact>,
  ) {}

  execute({ assessment, child, said, when }: RecordChildsComment) {
    return this.assessments.decide(assessment, recordChildsComment({ child, ...said }), when);
  }
}

@CommandHandler(RecordParentsComment)
export class RecordParentsCommentHandler implements ICommandHandler<RecordParentsComment> {
  constructor(
    @StreamsOf(assessmentHistory) private readonly assessments: Streams<Assessment, AssessmentFact>,
    @Inject(QueryBus) private readonly known: QueryBus,
  ) {}

  async execute({ assessment, carer, said, when }: RecordParentsComment) {
    const { area } = currentContext();
    const { state } = await this.assessments.load(assessment);
    const family: Household = await this.known.execute(new HouseholdOf(area, childrenIn(state)));
    const given = { ...said, ...(carer !== undefined && { carer }) } as Parameters<
      typeof recordParentsComment
    >[0];
    return this.assessments.decide(assessment, recordParentsComment(given, family.carers), when);
  }
}
