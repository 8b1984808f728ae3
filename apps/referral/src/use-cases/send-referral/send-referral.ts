import { Body, Controller, Param, Post } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsOptional,
  IsUUID,
  ValidateNested,
} from 'class-validator';
import type {
  ChildId,
  ConsentId,
  EpisodeId,
  ReferralId,
  ReferableServiceId,
} from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, IsText, malformed } from '@onestory/service';
import { momentSaid, Occurrence, on, OWN_MESSAGES, Problem, contentOf } from '@onestory/service';
import { REASONS_WITHOUT_CONSENT } from '../../domain/referral.js';
import type { ReasonWithoutConsent } from '../../domain/referral.js';
import { AlreadyReferred } from '../../domain/refusals.js';
import { send } from '../../domain/sending.js';
import type { ReferralToSend } from '../../domain/sending.js';
import { referralHistory } from '../../history/referral.codec.js';
import { whatIsSent } from './what-is-sent.js';

/** Either the consents that it rests on, or why it is right to send it without. */
class BasisRequest {
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @IsUUID('all', { each: true })
  readonly consents?: ConsentId[];

  @IsOptional()
  @IsIn(REASONS_WITHOUT_CONSENT)
  readonly without?: ReasonWithoutConsent;

  /** In words that the family could read. */
  @IsOptional()
  @IsText(4000)
  readonly reason?: string;
}

class SendReferralRequest extends Occurrence {
  /** Children of the episode. */
  @IsArray()
  @ArrayMaxSize(20)
  @IsUUID('all', { each: true })
  readonly children!: ChildId[];

  /** A service of the register: whose it is, and whether it is sensitive, is said there. */
  @IsUUID()
  readonly service!: ReferableServiceId;

  /** Why the service is asked, in words that the family could read. */
  @IsText(4000)
  readonly reason!: string;

  /** What the directory said of the service's capacity, with its age. */
  @IsOptional()
  @IsText(500)
  readonly capacitySeen?: string;

  @ValidateNested()
  @Type(() => BasisRequest)
  readonly basis!: BasisRequest;

  /** The declined referral that this one redirects. */
  @IsOptional()
  @IsUUID()
  readonly follows?: ReferralId;

  /** Why it is sent although another is open. */
  @IsOptional()
  @IsText(2000)
  readonly sentAnyway?: string;
}

const basisOf = (basis: BasisRequest | undefined): ReferralToSend['basis'] => {
  const { consents, without, reason } = basis ?? {};
  if (consents && without === undefined && reason === undefined)
    return { consents: [...new Set(consents)] };
  if (!consents && without !== undefined && reason !== undefined) return { without, reason };
  throw malformed([
    { pointer: '#/basis', detail: 'is either consents, or without (a code) and reason (in words)' },
  ]);
};

/** One of another episode of the child stays unnamed: whether the asker may see it is decided there. */
const pointTo = async (refusal: AlreadyReferred, episode: EpisodeId, asked: Asked) => {
  const { state } = await asked.load(referralHistory, refusal.open);
  if (state.stage === 'not sent' || state.sent.episode !== episode) return refusal;
  const links = { referral: `/referral/referrals/${refusal.open}` };
  return new Problem(409, 'already-referred', refusal.message, { links });
};

@Controller('episodes/:episode/referrals')
export class SendReferral {
  constructor(private readonly door: Doorkeeper) {}

  /** Asks a service of the register to help children of the episode. */
  @Post()
  @Act('referral.send')
  send(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() body: SendReferralRequest,
    @AskedBy() asked: Asked,
  ) {
    const id = asked.newId<ReferralId>('referral');
    const said = { ...contentOf(body), basis: basisOf(body.basis), episode };
    const decision = async () =>
      send({ by: asked.by, ...(await asked.ask(whatIsSent(id, said, momentSaid(body)))) });
    return this.door
      .fetchAndDecide(asked, referralHistory, id, decision, body, {
        on: on('episode', episode),
        createsAt: () => `/referrals/${id}`,
        readModel: OWN_MESSAGES,
      })
      .catch(async (error: unknown) => {
        throw error instanceof AlreadyReferred ? await pointTo(error, episode, asked) : error;
      });
  }
}
