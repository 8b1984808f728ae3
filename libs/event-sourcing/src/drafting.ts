import { idFrom } from '@onestory/kernel';
import type { AnyFact, EventId, Instant, Moment } from '@onestory/kernel';
import type { Metadata, StoredFact } from './codec.js';
import type { CommandContext } from './context.js';
import { folded } from './history.js';
import type { History, Loaded } from './history.js';

/** What a decision adds to a stream, before it is appended. */
export interface Draft<F extends AnyFact> {
  readonly entries: readonly {
    readonly fact: F;
    readonly id: EventId;
    readonly recording: Metadata;
  }[];
  readonly facts: readonly StoredFact<F>[];
}

/** When it happened, and what time it is as it is written down. */
export interface Times {
  readonly moment: Moment;
  readonly now: Instant;
}

/** A stream's times of recording never go back, whatever the clocks of its writers say. */
const recordedAt = ({ facts }: Loaded<unknown, AnyFact>, now: Instant): Instant => {
  const last = facts.at(-1)?.recordedAt;
  return last !== undefined && last > now ? last : now;
};

const metadataOf = ({ moment, now }: Times, context: CommandContext): Metadata => {
  const { occurredAt, occurredPrecision } = moment;
  const { command, commandBody, actor, agency, onBehalfOf, area, correlation, causation } = context;
  return {
    occurredAt,
    ...(occurredPrecision && { occurredPrecision }),
    recordedAt: now,
    actor,
    agency,
    ...(onBehalfOf && { onBehalfOf }),
    area,
    command,
    commandBody,
    correlation,
    causation,
    ...(context.traceparent && { traceparent: context.traceparent }),
  };
};

/** The facts of a command as they will stand in the stream, each in its envelope. */
export const drafted = <State, F extends AnyFact>(
  history: History<State, F>,
  loaded: Loaded<State, F>,
  facts: readonly F[],
  { moment, now }: Times,
  context: CommandContext,
): Draft<F> => {
  const { command } = context;
  const next = (loaded.revision ?? -1n) + 1n;
  const stored = (fact: F, index: number, recording: Metadata): StoredFact<F> =>
    ({
      ...recording,
      ...fact,
      id: idFrom<EventId>(command, index),
      stream: loaded.stream,
      revision: next + BigInt(index),
    }) as unknown as StoredFact<F>;
  const base = metadataOf({ moment, now: recordedAt(loaded, now) }, context);
  // Whom the stream is about may follow from these very facts, so fold first, then write the envelope.
  const state = folded(
    history,
    facts.map((fact, index) => stored(fact, index, base)),
    loaded.state,
  );
  const recording: Metadata = { ...base, ...history.about(state), ...context.about };
  return {
    entries: facts.map((fact, index) => ({ fact, id: idFrom<EventId>(command, index), recording })),
    facts: facts.map((fact, index) => stored(fact, index, recording)),
  };
};
