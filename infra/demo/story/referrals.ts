import { people, servicesOf } from '../people.js';
import { words } from './family-known.js';
import type { Known, Telling } from './family-known.js';

const path = (referral: string): string => `/referral/referrals/${referral}`;

/** 11 and 24 March: CAMHS is asked for the younger child, and declines. */
export const referToCamhs = async (
  { stage, family }: Telling,
  known: Known,
  episode: string,
  consent: string,
): Promise<string> => {
  const referral = await stage.step(
    {
      name: 'camhs',
      at: '2026-03-11T11:00:00Z',
      who: people.healthVisitor,
      what: 'refers the younger child to CAMHS; the directory says: waiting list, 18 weeks, as of 2 March',
    },
    async (as) => {
      const { body } = await as.post(`/referral/episodes/${episode}/referrals`, {
        children: [known.younger],
        service: servicesOf.camhs,
        reason: words(family, 'Tearful, sleeps badly, worries about the baby and about home.'),
        capacitySeen: 'waitlist, 18 weeks, as of 2 March 2026',
        basis: { consents: [consent] },
      });
      return body.id;
    },
  );
  await stage.step(
    {
      name: 'camhs-declined',
      at: '2026-03-24T10:00:00Z',
      who: people.camhs,
      what: 'screens and declines: below the threshold; suggests counselling in school, and tells the sender so',
    },
    async (as) => {
      await as.post(`${path(referral)}/screening`);
      const { etag } = await as.get(path(referral));
      await as.post(
        `${path(referral)}/decline`,
        {
          reason: 'threshold_not_met_lower',
          advice: words(family, 'Counselling in school would help, and is near.'),
          alternatives: words(family, 'School counselling.'),
        },
        { ifMatch: etag },
      );
      await as.post(`${path(referral)}/feedback`, { what: 'decision' });
    },
  );
  return referral;
};

/** 26 March to 16 April: counselling in school is asked, accepts, and begins. */
export const referToCounselling = async (
  { stage, family }: Telling,
  known: Known,
  episode: string,
  consent: string,
  declined: string,
): Promise<string> =>
  stage.step(
    {
      name: 'counselling',
      at: '2026-03-26T09:30:00Z',
      who: people.healthVisitor,
      what: 'refers the younger child to counselling in school, following the declined referral',
    },
    async (as) => {
      const { body } = await as.post(`/referral/episodes/${episode}/referrals`, {
        children: [known.younger],
        service: servicesOf.counselling,
        reason: words(family, 'Somebody to talk to, near and soon.'),
        basis: { consents: [consent] },
        follows: declined,
      });
      return body.id;
    },
  );

export const acceptCounselling = async ({ stage }: Telling, referral: string): Promise<void> => {
  await stage.step(
    {
      name: 'counselling-accepted',
      at: '2026-04-14T09:00:00Z',
      who: people.counselling,
      what: 'screens and accepts: 11 working days, over Easter',
    },
    async (as) => {
      await as.post(`${path(referral)}/screening`);
      const { etag } = await as.get(path(referral));
      await as.post(`${path(referral)}/acceptance`, {}, { ifMatch: etag });
    },
  );
};

export const startCounselling = async ({ stage }: Telling, referral: string): Promise<void> => {
  await stage.step(
    {
      name: 'counselling-started',
      at: '2026-04-16T13:00:00Z',
      who: people.counselling,
      what: 'begins: the first hour with the younger child',
    },
    (as) => as.post(`${path(referral)}/start`),
  );
};
