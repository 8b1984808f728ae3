import type { Actor } from '@onestory/access';
import type { AgencyId, Instant, ReferralId, ServiceId } from '@onestory/kernel';
import type { WithdrawalCause } from '../../domain/referral.js';

/** What the screener's own agency has before it, as far as this screener may see it. */
export class ScreeningQueue {
  constructor(readonly actor: Actor) {}
}

/** Says no child: whom it is about is read in the referral itself, and that reading is recorded. */
export interface Waiting {
  readonly referral: ReferralId;
  readonly service: ServiceId;
  readonly stage: string;
  readonly sentByAgency: AgencyId;
  readonly sentAt: Instant;
  readonly since: Instant;
  /** Working days since it was sent. */
  readonly waitingWorkingDays: number;
}

/** Withdrawn lately: nothing more is to be done with it. */
export interface Stopped {
  readonly referral: ReferralId;
  readonly service: ServiceId;
  readonly cause: WithdrawalCause | null;
  readonly since: Instant;
}

export interface Queue {
  readonly waiting: readonly Waiting[];
  readonly stopped: readonly Stopped[];
  /** Something lies parked, so that one may be missing. */
  readonly incomplete?: true;
}
