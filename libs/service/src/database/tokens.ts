import { Inject } from '@nestjs/common';
import type { History } from '@onestory/event-sourcing';
import type { AnyFact } from '@onestory/kernel';

/** The service's own schema, as a `Database` of kernel. */
export const DATABASE = Symbol('database');

export const streamsToken = (category: string): string => `streams:${category}`;

/** The streams of one category: `@StreamsOf(referralHistory) referrals: Streams<Referral, ReferralFact>`. */
export const StreamsOf = <S, F extends AnyFact>(history: History<S, F>) =>
  Inject(streamsToken(history.evolution.category));

export const InDatabase = () => Inject(DATABASE);
