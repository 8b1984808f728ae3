import { Body, Controller, Param, Post } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsOptional,
  IsUUID,
  ValidateNested,
} from 'class-validator';
import { idFrom } from '@onestory/kernel';
import type { ActionId, AgencyId, EpisodeId, LocalDate } from '@onestory/kernel';
import {
  Act,
  AnId,
  Asked,
  AskedBy,
  Doorkeeper,
  IsDay,
  IsText,
  Occurrence,
  contentOf,
} from '@onestory/service';
import type { AgreedAction, NeedId } from '../domain/facts.js';
import { agreeActions } from '../domain/planning.js';
import { episodeHistory } from '../history/episode.codec.js';

class ActionRequest {
  /** What is to be done, in plain words. */
  @IsText(2000)
  readonly what!: string;

  /** The one agency that is accountable. */
  @IsUUID()
  readonly agency!: AgencyId;

  @IsDay()
  readonly due!: LocalDate;

  /** The need of the assessment that it serves. */
  @IsOptional()
  @IsUUID()
  readonly need?: NeedId;

  /** Other agencies that learn of the family by this action: consent must cover each of them. */
  @IsOptional()
  @IsUUID(undefined, { each: true })
  @ArrayMaxSize(20)
  @ArrayUnique()
  readonly recipients?: readonly AgencyId[];
}

class AgreeActionsRequest extends Occurrence {
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => ActionRequest)
  readonly actions!: readonly ActionRequest[];
}

@Controller('episodes/:episode/actions')
export class AgreeActions {
  constructor(private readonly door: Doorkeeper) {}

  /** What is to be done, each by the one agency that is accountable. */
  @Post()
  @Act('lead-professional.agree-actions')
  agree(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() said: AgreeActionsRequest,
    @AskedBy() asked: Asked,
  ) {
    const actions = contentOf(said).actions.map((it: Omit<AgreedAction, 'action'>, n) => ({
      action: idFrom<ActionId>('action', asked.command, n),
      ...it,
    }));
    const decision = agreeActions({ actions, agencies: asked.register.agencies(asked.area) });
    return this.door.decide(asked, episodeHistory, episode, decision, said, {
      createsAt: () => `/episodes/${episode}`,
    });
  }
}
