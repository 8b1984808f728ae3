import type { Contract, DataOf, PublishedEvent } from '@onestory/contracts';

/** A message under one of these contracts, its data checked and typed. */
export type MessageOf<C extends Contract> =
  C extends Contract<infer Type> ? PublishedEvent<DataOf<C>> & { readonly type: Type } : never;

/** The message is of no concern at all, is for `handle` only, or is for `before`, too. */
export type Asks = 'nothing' | 'rows' | 'effect';
