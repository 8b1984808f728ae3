import { Body, Controller, Param, Post } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import type { AgencyId, AgendaItemId, PractitionerId, SittingId } from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, IsText } from '@onestory/service';
import { contentOf, momentSaid, NeedsRevision, Occurrence, on } from '@onestory/service';
import { decideItem } from '../domain/deciding-items.js';
import type { AskedDecision, PanelDecision } from '../domain/deciding-items.js';
import { agendaItemHistory } from '../history/agenda-item.codec.js';
import { standingAt } from '../read-models/standing/standing.query.js';

class FundingRequest {
  /** A code: `pooled_fund`. */
  @Matches(/^[a-z][a-z0-9_]{0,49}$/, { message: 'is not a code like pooled_fund' })
  readonly source!: string;

  @IsInt()
  @Min(1)
  @Max(100)
  readonly percent!: number;
}

class DecisionRequest {
  @IsIn(['package', 'key_worker'])
  readonly kind!: string;
}

class PackageRequest extends DecisionRequest {
  declare readonly kind: 'package';

  /** What the family is given, in plain words. */
  @IsOptional()
  @IsText(4000)
  readonly what?: string;

  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => FundingRequest)
  readonly funding!: FundingRequest[];
}

class KeyWorkerRequest extends DecisionRequest {
  declare readonly kind: 'key_worker';

  @IsUUID()
  readonly worker!: PractitionerId;

  @IsUUID()
  readonly agency!: AgencyId;

  @IsInt()
  @Min(1)
  @Max(520)
  readonly weeks!: number;
}

class DecideItemRequest extends Occurrence {
  /** At which the panel decided. */
  @IsUUID()
  readonly sitting!: SittingId;

  /** A package, a key worker, or both: all of them or none. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(2)
  @ValidateNested({ each: true })
  @Type(() => DecisionRequest, {
    discriminator: {
      property: 'kind',
      subTypes: [
        { name: 'package', value: PackageRequest },
        { name: 'key_worker', value: KeyWorkerRequest },
      ],
    },
    keepDiscriminatorProperty: true,
  })
  readonly decisions!: (PackageRequest | KeyWorkerRequest)[];
}

/** Where a key worker works is said by the register. */
const withPosts = (decision: AskedDecision, { register }: Asked): PanelDecision => {
  if (decision.kind === 'package') return decision;
  return { ...decision, posts: register.practitioner(decision.worker)?.roles ?? [] };
};

@Controller('agenda-items/:item/decisions')
export class DecideItem {
  constructor(private readonly door: Doorkeeper) {}

  /** What a quorate panel gives a family, by whoever is in the chair for it. */
  @Post()
  @Act('panel-scheduling.decide')
  @NeedsRevision()
  decide(
    @Param('item', AnId) id: AgendaItemId,
    @Body() said: DecideItemRequest,
    @AskedBy() asked: Asked,
  ) {
    const when = momentSaid(said);
    const decision = async () => {
      const standing = await asked.ask(standingAt(said.sitting, id, when));
      const decisions = contentOf(said).decisions.map((it) => withPosts(it, asked));
      return decideItem({ standing, by: asked.by, decisions });
    };
    return this.door.fetchAndDecide(asked, agendaItemHistory, id, decision, said, {
      // Who was in the chair is a question of when it was decided, not of when that is recorded.
      on: on('agenda-item', id, when),
    });
  }
}
