import { daysBetween } from '@onestory/kernel';
import type { LocalDate, ReferralId } from '@onestory/kernel';
import { elapsed } from './measure.js';
import type { Measure } from './measure.js';
import { dayOf, notBefore, told } from './message.js';
import type { Message, TypedMessage } from './message.js';

type Sent = TypedMessage<'referral.referral-sent.v1'>;
type Ended = TypedMessage<'referral.referral-declined.v1' | 'referral.referral-withdrawn.v1'>;

interface ReferralMeasures {
  readonly referral: string;
  readonly service: string;
  readonly sensitive: boolean;
  readonly sentToAccepted: Measure;
  readonly sentToDeclined: Measure;
  readonly sentToStarted: Measure;
  readonly sentToWithdrawn: Measure;
}

export interface ReferralsMeasured {
  readonly sent: number;
  /** Also those that were withdrawn afterwards: both happened, and both are counted. */
  readonly accepted: number;
  /** By reason code. */
  readonly declined: Readonly<Record<string, number>>;
  /** By cause: the consent that it rested on (withdrawn, or refused by somebody else), who referred, or the family. */
  readonly withdrawn: Readonly<Record<string, number>>;
  /** Those that follow one that was declined. */
  readonly redirects: number;
  /** Those that begin anew within a year of one for the same child that came to nothing. */
  readonly reReferrals: number;
  readonly each: readonly ReferralMeasures[];
}

const DAYS_OF_A_YEAR = 365;

const isReReferral = (sent: Sent, all: readonly Sent[], ended: readonly Ended[]): boolean => {
  if (sent.data.follows !== undefined) return false;
  return ended.some((end) => {
    const earlier = all.find(({ data }) => data.referral === end.data.referral);
    const sameChild = earlier?.data.children.some((child) => sent.data.children.includes(child));
    const another = earlier?.data.referral !== sent.data.referral;
    const recent = daysBetween(dayOf(end), dayOf(sent)) <= DAYS_OF_A_YEAR;
    return sameChild === true && another && notBefore(sent, end) && recent;
  });
};

/** A refusal of somebody who is asked is no withdrawal of what was given. */
const causeOf = ({
  cause,
  lostBy,
}: TypedMessage<'referral.referral-withdrawn.v1'>['data']): string =>
  lostBy === 'refusal' ? 'consent_refused' : cause;

/** How often each was said. */
export const tally = (all: readonly string[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const one of all) counts[one] = (counts[one] ?? 0) + 1;
  return counts;
};

/** `messages`: all of the children's; `own`: the referrals of this episode among them. */
export const measureReferrals = (
  messages: readonly Message[],
  own: readonly Sent[],
  on: LocalDate,
): ReferralsMeasured => {
  const all = told(messages, 'referral.referral-sent.v1');
  const declined = told(messages, 'referral.referral-declined.v1');
  const withdrawn = told(messages, 'referral.referral-withdrawn.v1');
  const ended = [...declined, ...withdrawn];
  const ids = new Set(own.map(({ data }) => data.referral));
  const isOwn = ({ data }: { readonly data: { readonly referral: ReferralId } }) =>
    ids.has(data.referral);

  const until = (
    sent: Sent,
    type:
      | 'referral.referral-accepted.v1'
      | 'referral.referral-declined.v1'
      | 'referral.service-started.v1'
      | 'referral.referral-withdrawn.v1',
  ): Measure => {
    const answer = told(messages, type).find(({ data }) => data.referral === sent.data.referral);
    return elapsed({ unit: 'working_days', from: dayOf(sent), to: answer && dayOf(answer), on });
  };

  return {
    sent: own.length,
    accepted: new Set(
      told(messages, 'referral.referral-accepted.v1')
        .filter(isOwn)
        .map(({ data }) => data.referral),
    ).size,
    declined: tally(declined.filter(isOwn).map(({ data }) => data.reason)),
    withdrawn: tally(withdrawn.filter(isOwn).map(({ data }) => causeOf(data))),
    redirects: own.filter(({ data }) => data.follows !== undefined).length,
    reReferrals: own.filter((sent) => isReReferral(sent, all, ended)).length,
    each: own.map((sent) => ({
      referral: sent.data.referral,
      service: sent.data.service,
      sensitive: sent.data.sensitive,
      sentToAccepted: until(sent, 'referral.referral-accepted.v1'),
      sentToDeclined: until(sent, 'referral.referral-declined.v1'),
      sentToStarted: until(sent, 'referral.service-started.v1'),
      sentToWithdrawn: until(sent, 'referral.referral-withdrawn.v1'),
    })),
  };
};
