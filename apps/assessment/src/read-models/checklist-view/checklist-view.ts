import { Controller, Get, Param, Query } from '@nestjs/common';
import { Act, AnId, Asked, AskedBy, Doorkeeper, on } from '@onestory/service';
import { streamAsResource, AsOf, asOf } from '@onestory/service';
import { preAssessmentHistory } from '../../history/pre-assessment.codec.js';

export const checklistResource = streamAsResource(preAssessmentHistory, () => ({}), 'checklist');

@Controller('checklists/:checklist')
export class ChecklistView {
  constructor(private readonly door: Doorkeeper) {}

  /** One completed checklist. */
  @Get()
  @Act('assessment.view')
  view(@Param('checklist', AnId) id: string, @Query() until: AsOf, @AskedBy() asked: Asked) {
    return this.door.show(
      asked,
      preAssessmentHistory,
      id,
      ({ state }) => (state.stage === 'completed' ? { checklist: id, ...state } : undefined),
      { on: on('checklist', id), until: asOf(until) },
    );
  }
}
