import type { ConsentId, Moment, PersonId } from '@onestory/kernel';

export class WithdrawConsent {
  constructor(
    readonly consent: ConsentId,
    readonly said: { readonly by: PersonId; readonly reason?: string },
    readonly when: Moment | undefined,
  ) {}
}
