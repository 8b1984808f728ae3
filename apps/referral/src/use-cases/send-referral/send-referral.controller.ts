import { Body, Controller, Param, Post } from '@nestjs/common';
import type { EpisodeId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, malformed, momentOf, on, saidIn } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { SendReferral } from './send-referral.command.js';
import type { AskedOfService } from './send-referral.command.js';
import { SendReferralDto } from './send-referral.dto.js';
import type { BasisDto } from './send-referral.dto.js';

const basisOf = (basis: BasisDto | undefined): AskedOfService['basis'] => {
  const { consents, without, reason } = basis ?? {};
  if (consents && without === undefined && reason === undefined)
    return { consents: [...new Set(consents)] };
  if (!consents && without !== undefined && reason !== undefined) return { without, reason };
  throw malformed([
    { pointer: '#/basis', detail: 'is either consents, or without (a code) and reason (in words)' },
  ]);
};

@Controller('episodes/:episode/referrals')
export class SendReferralController {
  constructor(private readonly doors: Doorkeeper) {}

  /** Asks a service of the register to help children of the episode. */
  @Post()
  @Act('referral.send')
  send(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() body: SendReferralDto,
    @AskedBy() asked: Asked,
  ) {
    const request = { ...saidIn(body), basis: basisOf(body.basis) };
    const command = new SendReferral(episode, request, momentOf(body));
    return this.doors.command(asked, on('episode', episode), command, {
      createsAt: (id) => `/referrals/${id}`,
      readModel: 'own_messages_v1',
    });
  }
}
