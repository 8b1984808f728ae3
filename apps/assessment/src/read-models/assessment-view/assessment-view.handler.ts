import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import { StreamsOf, View } from '@onestory/service';
import type { Assessment, AssessmentFact } from '../../domain/assessment.js';
import { assessment } from '../../domain/assessment.js';
import { assessmentHistory } from '../../history/assessment.codec.js';
import { assessmentBody } from './assessment-body.js';
import type { AssessmentBody } from './assessment-body.js';
import { AssessmentVersion, AssessmentView } from './assessment-view.query.js';

type Answer = View<AssessmentBody> | undefined;

@QueryHandler(AssessmentView)
export class AssessmentViewHandler implements IQueryHandler<AssessmentView, Answer> {
  constructor(
    @StreamsOf(assessmentHistory) private readonly assessments: Streams<Assessment, AssessmentFact>,
  ) {}

  async execute({ assessment: id, until }: AssessmentView): Promise<Answer> {
    const { state, revision } = await this.assessments.load(id, until);
    if (state.stage === 'not started') return undefined;
    return new View(assessmentBody(id, state), revision);
  }
}

@QueryHandler(AssessmentVersion)
export class AssessmentVersionHandler implements IQueryHandler<AssessmentVersion, Answer> {
  constructor(
    @StreamsOf(assessmentHistory) private readonly assessments: Streams<Assessment, AssessmentFact>,
  ) {}

  async execute({ assessment: id, version }: AssessmentVersion): Promise<Answer> {
    const { facts } = await this.assessments.load(id);
    const last = facts.findIndex(
      (it) => it.type === 'AssessmentCompleted' && it.data.version === version,
    );
    const then = facts
      .slice(0, last + 1)
      .reduce((state, it) => assessment.evolve(state, it), assessment.initial);
    return then.stage === 'not started' ? undefined : new View(assessmentBody(id, then));
  }
}
