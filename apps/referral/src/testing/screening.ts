import type { ServicesUnderTest } from '@onestory/testing';
import type { Queue } from '../read-models/screening-queue/screening-queue.js';
import { aFamilyWithConsent, send } from './family.js';
import type { Family } from './family.js';

type Sent = Readonly<Record<string, string>>;

/** What a screener and those who asked do with a referral. */
export const screening = (servicesOf: () => ServicesUnderTest) => {
  const act = (
    who: string,
    referral: string,
    what: string,
    body: object = {},
    headers: Sent = {},
  ) => servicesOf().as(who).post(`/referral/referrals/${referral}/${what}`, body, headers);
  const read = (who: string, referral: string, query = '') =>
    servicesOf().as(who).get<Record<string, unknown>>(`/referral/referrals/${referral}${query}`);
  const queueOf = async (who: string, headers: Sent = {}) =>
    (await servicesOf().as(who).get<Queue>('/referral/screening-queue', headers)).body;
  const waitingFor = async (who: string, referral: string, headers: Sent = {}) =>
    (await queueOf(who, headers)).waiting.find((it) => it.referral === referral);

  const sentOn = async (family: Family, body: object): Promise<string> => {
    const sent = await send(servicesOf(), family, body);
    await servicesOf().settle();
    return sent.body.id;
  };
  /** Sent on 11 March and in screening, with the revision to decide on. */
  const inScreening = async (screener: string, body: (family: Family) => object) => {
    const family = await aFamilyWithConsent(servicesOf());
    const referral = await sentOn(family, body(family));
    const { etag } = await act(screener, referral, 'screening');
    return { family, referral, etag: { 'if-match': etag! } };
  };
  return { act, read, queueOf, waitingFor, sentOn, inScreening };
};

const advice = 'School counselling can help sooner (zzAdviceToken).';
export const no = {
  reason: 'threshold_not_met_lower',
  advice,
  alternatives: 'zzAlternativesToken',
};
