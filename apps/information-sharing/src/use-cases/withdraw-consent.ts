import { Body, Controller, Param, Post } from '@nestjs/common';
import { IsOptional, IsUUID } from 'class-validator';
import type { ConsentId, PersonId } from '@onestory/kernel';
import {
  Act,
  AnId,
  Asked,
  AskedBy,
  contentOf,
  Doorkeeper,
  IsText,
  Occurrence,
} from '@onestory/service';
import { withdrawConsent } from '../domain/consenting.js';
import { refuseOthersWithdrawal } from '../domain/family.js';
import { consentHistory } from '../history/consent.codec.js';
import { familyOf } from '../read-models/family/family.query.js';

class WithdrawConsentRequest extends Occurrence {
  /** The giver; of a consent for children also somebody else with parental responsibility. */
  @IsUUID()
  readonly by!: PersonId;

  /** Nobody has to say why. */
  @IsOptional()
  @IsText(2000)
  readonly reason?: string;
}

@Controller('consents/:consent/withdrawal')
export class WithdrawConsent {
  constructor(private readonly door: Doorkeeper) {}

  /** From this instant nothing more is shared by it; what was shared stays recorded. */
  @Post()
  @Act('information-sharing.withdraw-consent')
  withdraw(
    @Param('consent', AnId) id: ConsentId,
    @Body() said: WithdrawConsentRequest,
    @AskedBy() asked: Asked,
  ) {
    const decision = async () => {
      const { state } = await asked.load(consentHistory, id);
      if (state.stage !== 'nothing agreed')
        refuseOthersWithdrawal(await asked.ask(familyOf(state.episode)), state, said.by);
      return withdrawConsent(contentOf(said));
    };
    return this.door.fetchAndDecide(asked, consentHistory, id, decision, said);
  }
}
