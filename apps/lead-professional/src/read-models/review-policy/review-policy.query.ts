import type { Moment } from '@onestory/kernel';
import type { Sources } from '@onestory/service';

/** Within how many days the area's policy of that moment wants a plan to be looked at again. */
export const reviewWithinDays = (from: Sources, when: Moment | undefined): number | undefined =>
  from.register.policy(from.area, 'review-within', when?.occurredAt ?? from.now())?.days;
