import { Body, Controller, Param, Post } from '@nestjs/common';
import { IsBoolean, IsUUID } from 'class-validator';
import type { EpisodeId, PersonId } from '@onestory/kernel';
import {
  Act,
  AnId,
  Asked,
  AskedBy,
  contentOf,
  Doorkeeper,
  IsText,
  Occurrence,
  on,
} from '@onestory/service';
import { consentIdOf } from '../domain/consent.js';
import { judgeCompetence } from '../domain/consenting.js';
import { childOf } from '../domain/family.js';
import { consentHistory } from '../history/consent.codec.js';
import { knownFamilyOf } from '../read-models/family/family.query.js';

class JudgeCompetenceRequest extends Occurrence {
  @IsUUID()
  readonly child!: PersonId;

  /** What is decided, with whom and what for. */
  @IsBoolean()
  readonly understands!: boolean;

  /** Long enough to decide. */
  @IsBoolean()
  readonly retains!: boolean;

  @IsBoolean()
  readonly weighs!: boolean;

  @IsBoolean()
  readonly communicates!: boolean;

  @IsBoolean()
  readonly freeFromPressure!: boolean;

  /** The conclusion: yes when all of the above are. */
  @IsBoolean()
  readonly competent!: boolean;

  /** What was seen and heard that says so. */
  @IsText(2000)
  readonly grounds!: string;
}

@Controller('episodes/:episode/competence-judgements')
export class JudgeCompetence {
  constructor(private readonly door: Doorkeeper) {}

  /** Whether a child under 16 can decide on sharing in this episode: on no other decision, and for no longer. */
  @Post()
  @Act('information-sharing.judge-competence')
  judge(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() said: JudgeCompetenceRequest,
    @AskedBy() asked: Asked,
  ) {
    const { child, ...judgement } = contentOf(said);
    const id = consentIdOf(episode, child);
    const decision = async () => {
      const giver = childOf(await asked.ask(knownFamilyOf(episode)), child);
      return judgeCompetence({ ...judgement, episode, giver, by: asked.by });
    };
    return this.door.fetchAndDecide(asked, consentHistory, id, decision, said, {
      on: on('episode', episode),
      createsAt: () => `/consents/${id}`,
    });
  }
}
