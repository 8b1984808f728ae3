import type {
  ChildId,
  ConsentId,
  EpisodeId,
  Moment,
  ReferralId,
  ServiceId,
} from '@onestory/kernel';
import type { ReasonWithoutConsent } from '../../domain/referral.js';

export interface AskedOfService {
  readonly children: readonly ChildId[];
  readonly service: ServiceId;
  readonly reason: string;
  readonly capacitySeen?: string;
  readonly basis:
    | { readonly consents: readonly ConsentId[] }
    | { readonly without: ReasonWithoutConsent; readonly reason: string };
  readonly follows?: ReferralId;
  readonly sentAnyway?: string;
}

export class SendReferral {
  constructor(
    readonly episode: EpisodeId,
    readonly asked: AskedOfService,
    readonly when: Moment | undefined,
  ) {}
}
