import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { Streams } from '@onestory/event-sourcing';
import { StreamsOf, View } from '@onestory/service';
import type { PreAssessment, PreAssessmentFact } from '../../domain/pre-assessment.js';
import { preAssessmentHistory } from '../../history/pre-assessment.codec.js';
import { ChecklistView } from './checklist-view.query.js';

type Answer = View<{ readonly checklist: string } & PreAssessment> | undefined;

@QueryHandler(ChecklistView)
export class ChecklistViewHandler implements IQueryHandler<ChecklistView, Answer> {
  constructor(
    @StreamsOf(preAssessmentHistory)
    private readonly checklists: Streams<PreAssessment, PreAssessmentFact>,
  ) {}

  async execute({ checklist, until }: ChecklistView): Promise<Answer> {
    const { state, revision } = await this.checklists.load(checklist, until);
    return state.stage === 'completed' ? new View({ checklist, ...state }, revision) : undefined;
  }
}
