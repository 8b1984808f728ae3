import { idFrom } from '@onestory/kernel';
import type {
  AgencyId,
  ChildId,
  ConsentId,
  PractitionerId,
  ReferableServiceId,
} from '@onestory/kernel';
import type { ReferralFact, Request, Sent } from '../referral.js';

export const consent: ConsentId = idFrom('consent of the mother');
export const screener: PractitionerId = idFrom('screener');
export const request: Request = {
  episode: idFrom('episode'),
  children: [idFrom<ChildId>('younger child')],
  service: idFrom<ReferableServiceId>('school counselling'),
  sensitive: false,
};
export const asked = {
  ...request,
  to: idFrom<AgencyId>('counselling service'),
  by: idFrom<PractitionerId>('health visitor'),
  reason: 'Low mood at school',
  basis: { consents: [consent] },
} as const satisfies Sent;

export const sent: ReferralFact = { type: 'ReferralSent', data: asked };
export const received: ReferralFact = { type: 'ReferralReceived', data: request };
export const screening: ReferralFact = { type: 'ScreeningStarted', data: request };
export const accepted: ReferralFact = {
  type: 'ReferralAccepted',
  data: { ...request, by: screener },
};
export const started: ReferralFact = { type: 'ServiceStarted', data: request };
export const no = {
  by: screener,
  reason: 'threshold_not_met_lower',
  advice: 'School counselling',
} as const;
export const declined: ReferralFact = { type: 'ReferralDeclined', data: { ...request, ...no } };
export const withdrawnBy = (cause: 'by_family' | 'by_referrer'): ReferralFact => ({
  type: 'ReferralWithdrawn',
  data: { ...request, cause },
});
export const inScreening = [sent, received, screening];
