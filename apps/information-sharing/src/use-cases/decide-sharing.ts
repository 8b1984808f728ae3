import { Body, Controller, Param, Post } from '@nestjs/common';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsOptional, IsUUID } from 'class-validator';
import type { AgencyId, ChildId, EpisodeId } from '@onestory/kernel';
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
import { responsibleIn } from '../domain/family.js';
import { saidIn } from '../domain/periods.js';
import { NotOfThisFamily } from '../domain/refusals.js';
import { decideToShare, SHARING_BASES } from '../domain/sharing.js';
import type { SharingBasis } from '../domain/sharing.js';
import { sharingHistory } from '../history/sharing.codec.js';
import { familyOf } from '../read-models/family/family.query.js';
import { refuseUnregistered } from '../read-models/registered/registered.query.js';
import { EPISODE_CONSENTS, wordsSaidIn } from '../read-models/words-said/words-said.query.js';

class DecideSharingRequest extends Occurrence {
  /** With whom is shared although somebody refused it. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @IsUUID(undefined, { each: true })
  readonly agencies!: AgencyId[];

  /** About whom; all children of the episode if it is left out. */
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

@Controller('episodes/:episode/sharing-decisions')
export class DecideSharing {
  constructor(private readonly door: Doorkeeper) {}

  /** The lead decides, for a reason that is recorded, to share although somebody of the family refused it. */
  @Post()
  @Act('information-sharing.decide-sharing')
  decide(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() body: DecideSharingRequest,
    @AskedBy() asked: Asked,
  ) {
    const given = contentOf(body);
    const decision = async () => {
      await asked.ask(refuseUnregistered(given));
      const family = await asked.ask(familyOf(episode));
      const { consents } = await asked.ask(wordsSaidIn(episode));
      const { children = family.children } = given;
      if (children.some((child) => !family.children.includes(child))) throw new NotOfThisFamily();
      const said = saidIn(episode, { consents, sharing: { decisions: [] } });
      const responsible = responsibleIn(family);
      return decideToShare({ ...given, episode, children, by: asked.by, said, responsible });
    };
    return this.door.fetchAndDecide(asked, sharingHistory, episode, decision, body, {
      on: on('episode', episode),
      readModel: EPISODE_CONSENTS,
      createsAt: () => `/episodes/${episode}/sharing-decisions`,
    });
  }
}
