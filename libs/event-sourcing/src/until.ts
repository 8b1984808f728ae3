import type { EventId, Instant } from '@onestory/kernel';

/** As it was at a time (`asAt`, by occurrence), as it was known at a time (`asKnown`, by recording), or both. */
export interface AsOf {
  readonly asAt?: Instant;
  readonly asKnown?: Instant;
}

interface Dated {
  readonly id: EventId;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
}

/**
 * What of a stream is seen at a time, in its order. A correction belongs to what it corrects: it is seen once its
 * target is, however late it was made, so that a view as at a time shows what is known now of then. As known at a
 * time, it has to have been recorded by then like everything else.
 */
export const within = <F extends Dated>(
  facts: readonly F[],
  { asAt, asKnown }: AsOf,
  targetOf: (fact: F) => EventId | undefined,
): readonly F[] => {
  if (asAt === undefined && asKnown === undefined) return facts;
  const seen = new Set<EventId>();
  return facts.filter((it) => {
    const target = targetOf(it);
    const hasHappened =
      target === undefined ? asAt === undefined || it.occurredAt <= asAt : seen.has(target);
    const isSeen = hasHappened && (asKnown === undefined || it.recordedAt <= asKnown);
    if (isSeen) seen.add(it.id);
    return isSeen;
  });
};
