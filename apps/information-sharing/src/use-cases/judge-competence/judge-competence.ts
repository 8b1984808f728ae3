import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandHandler, QueryBus } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { IsBoolean, IsUUID } from 'class-validator';
import { currentContext, Streams } from '@onestory/event-sourcing';
import type { Decided } from '@onestory/event-sourcing';
import type { EpisodeId, PersonId, PractitionerId } from '@onestory/kernel';
import {
  Act,
  AnId,
  AskedBy,
  Doorkeeper,
  IsText,
  momentOf,
  NotYetKnown,
  Occurrence,
  on,
  contentOf,
  StreamsOf,
} from '@onestory/service';
import type { Asked } from '@onestory/service';
import { consentIdOf } from '../../domain/consent.js';
import type { Consent, ConsentFact } from '../../domain/consent.js';
import { judgeCompetence } from '../../domain/consenting.js';
import { childOf, notYetHeardOf } from '../../domain/family.js';
import type { Family } from '../../domain/family.js';
import { consentHistory } from '../../history/consent.codec.js';
import { FamilyOf } from '../../read-models/family/family.query.js';
import { JudgeCompetence } from './judge-competence.command.js';

export class JudgeCompetenceDto extends Occurrence {
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

@CommandHandler(JudgeCompetence)
export class JudgeCompetenceHandler implements ICommandHandler<JudgeCompetence> {
  constructor(
    @StreamsOf(consentHistory) private readonly consents: Streams<Consent, ConsentFact>,
    private readonly queries: QueryBus,
  ) {}

  /** Whoever records it is the one who judged. */
  async execute(asked: JudgeCompetence): Promise<Decided<Consent, ConsentFact>> {
    const { episode, child, judgement, when } = asked;
    const { area, actor } = currentContext();
    const family: Family = await this.queries.execute(new FamilyOf(area, episode));
    if (notYetHeardOf(family).length > 0) throw new NotYetKnown('A child of this episode');
    const giver = childOf(family, child);
    const decision = judgeCompetence({
      ...judgement,
      ...{ episode, giver, by: actor as PractitionerId },
    });
    return this.consents.decide(consentIdOf(episode, giver), decision, when);
  }
}

@Controller('episodes/:episode/competence-judgements')
export class JudgeCompetenceController {
  constructor(private readonly doors: Doorkeeper) {}

  /** Whether a child under 16 can decide on sharing in this episode: on no other decision, and for no longer. */
  @Post()
  @Act('information-sharing.judge-competence')
  judge(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() body: JudgeCompetenceDto,
    @AskedBy() asked: Asked,
  ) {
    const { child, ...judgement } = contentOf(body);
    const command = new JudgeCompetence(episode, child, judgement, momentOf(body));
    return this.doors.command(asked, on('episode', episode), command, {
      createsAt: (id) => `/consents/${id}`,
    });
  }
}
