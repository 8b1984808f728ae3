import { Body, Controller, Param, Post } from '@nestjs/common';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, IsUUID, ValidateNested } from 'class-validator';
import type { AgendaItemId, SittingId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, IsText } from '@onestory/service';
import { contentOf, NeedsRevision, Occurrence } from '@onestory/service';
import type { Question } from '@onestory/service';
import { declareInquorate } from '../domain/convening.js';
import { agendaItemHistory } from '../history/agenda-item.codec.js';
import { sittingHistory } from '../history/sitting.codec.js';

class NotedViewRequest {
  @IsUUID()
  readonly item!: AgendaItemId;

  /** What those present thought: it decides nothing. */
  @IsText(4000)
  readonly view!: string;
}

class DeclareInquorateRequest extends Occurrence {
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => NotedViewRequest)
  readonly views?: NotedViewRequest[];
}

/** What was decided while the panel was quorate, or deferred, is in the streams of the items. */
const settledAt =
  (sitting: SittingId): Question<readonly AgendaItemId[]> =>
  async (from) => {
    const { state } = await from.load(sittingHistory, sitting);
    if (state.stage === 'not scheduled') return [];
    const items = state.items.map(({ item }) => from.load(agendaItemHistory, item));
    return (await Promise.all(items)).flatMap(({ state: it }) =>
      it.stage === 'decided' || (it.stage === 'submitted' && it.deferredAt.includes(sitting))
        ? [it.item]
        : [],
    );
  };

@Controller('sittings/:sitting/inquoracy')
export class DeclareInquorate {
  constructor(private readonly door: Doorkeeper) {}

  /** Too few are there to decide: what they thought is noted, and what is left goes to another sitting. */
  @Post()
  @Act('panel-scheduling.declare-inquorate')
  @NeedsRevision()
  declare(
    @Param('sitting', AnId) id: SittingId,
    @Body() said: DeclareInquorateRequest,
    @AskedBy() asked: Asked,
  ) {
    const decision = async () =>
      declareInquorate({ settled: await asked.ask(settledAt(id)), ...contentOf(said) });
    return this.door.fetchAndDecide(asked, sittingHistory, id, decision, said);
  }
}
