import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { CommandHandler, QueryBus } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsOptional, IsUUID } from 'class-validator';
import { currentContext, Streams } from '@onestory/event-sourcing';
import type { Decided } from '@onestory/event-sourcing';
import type { AgencyId, ChildId, EpisodeId, PractitionerId } from '@onestory/kernel';
import {
  Act,
  AnId,
  AskedBy,
  Doorkeeper,
  IsText,
  momentOf,
  Occurrence,
  on,
  PLATFORM,
  contentOf,
  StreamsOf,
} from '@onestory/service';
import type { Asked, Platform } from '@onestory/service';
import { responsibleIn } from '../../domain/family.js';
import type { Family } from '../../domain/family.js';
import { saidIn as wordsIn } from '../../domain/periods.js';
import { NotInTheRegister, NotOfThisFamily } from '../../domain/refusals.js';
import { decideToShare, SHARING_BASES } from '../../domain/sharing.js';
import type { Sharing, SharingBasis, SharingFact } from '../../domain/sharing.js';
import { sharingHistory } from '../../history/sharing.codec.js';
import { FamilyOf } from '../../read-models/family/family.query.js';
import { WordsOf } from '../../read-models/words/words.query.js';
import type { WordsSaid } from '../../read-models/words/words.query.js';
import { DecideSharing } from './decide-sharing.command.js';

export class DecideSharingDto extends Occurrence {
  /** With whom is shared although somebody refused it. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @IsUUID(undefined, { each: true })
  readonly agencies!: AgencyId[];

  /** About whom; all children of the episode where it is left out. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @IsUUID(undefined, { each: true })
  readonly children?: ChildId[];

  @IsIn(SHARING_BASES)
  readonly basis!: SharingBasis;

  /** Why this is right although somebody said no. */
  @IsText(4000)
  readonly reason!: string;
}

@CommandHandler(DecideSharing)
export class DecideSharingHandler implements ICommandHandler<DecideSharing> {
  constructor(
    @StreamsOf(sharingHistory) private readonly sharings: Streams<Sharing, SharingFact>,
    @Inject(PLATFORM) private readonly platform: Platform,
    private readonly queries: QueryBus,
  ) {}

  async execute({ episode, said, when }: DecideSharing): Promise<Decided<Sharing, SharingFact>> {
    const { area, actor } = currentContext();
    const areas = said.agencies.map((id) => this.platform.register.agency(id)?.area);
    if (areas.some((its) => its !== area)) throw new NotInTheRegister();
    const family: Family = await this.queries.execute(new FamilyOf(area, episode));
    const words: WordsSaid = await this.queries.execute(new WordsOf(area, episode));
    const children = said.children ?? family.children;
    if (children.some((child) => !family.children.includes(child))) throw new NotOfThisFamily();
    const decision = decideToShare({
      ...said,
      ...{ episode, children, by: actor as PractitionerId },
      said: wordsIn(episode, { ...words, sharing: { decisions: [] } }),
      responsible: responsibleIn(family),
    });
    return this.sharings.decide(episode, decision, when);
  }
}

@Controller('episodes/:episode/sharing-decisions')
export class DecideSharingController {
  constructor(private readonly doors: Doorkeeper) {}

  /** The lead decides, for a reason that is recorded, to share although somebody of the family refused it. */
  @Post()
  @Act('information-sharing.decide-sharing')
  decide(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() body: DecideSharingDto,
    @AskedBy() asked: Asked,
  ) {
    const command = new DecideSharing(episode, contentOf(body), momentOf(body));
    return this.doors.command(asked, on('episode', episode), command, {
      readModel: 'episode_consent_v1',
      createsAt: () => `/episodes/${episode}/sharing-decisions`,
    });
  }
}
