import { Body, Controller, Param, Post } from '@nestjs/common';
import type { ConsentId } from '@onestory/kernel';
import { Act, AnId, AskedBy, Doorkeeper, momentOf, on, contentOf } from '@onestory/service';
import type { Asked } from '@onestory/service';
import { WithdrawConsent } from './withdraw-consent.command.js';
import { WithdrawConsentDto } from './withdraw-consent.dto.js';

@Controller('consents/:consent/withdrawal')
export class WithdrawConsentController {
  constructor(private readonly doors: Doorkeeper) {}

  @Post()
  @Act('information-sharing.withdraw-consent')
  withdraw(
    @Param('consent', AnId) consent: ConsentId,
    @Body() body: WithdrawConsentDto,
    @AskedBy() asked: Asked,
  ) {
    const command = new WithdrawConsent(consent, contentOf(body), momentOf(body));
    return this.doors.command(asked, on('consent', consent), command);
  }
}
