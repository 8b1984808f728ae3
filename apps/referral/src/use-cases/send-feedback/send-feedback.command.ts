import type { Moment, ReferralId } from '@onestory/kernel';
import type { FeedbackKind } from '../../domain/referral.js';

export class SendFeedback {
  constructor(
    readonly referral: ReferralId,
    readonly said: { readonly what: FeedbackKind; readonly text?: string },
    readonly when: Moment | undefined,
  ) {}
}
