import type { AnyFact, EventId, Evolution } from '@onestory/kernel';
import type { About, Codec, StoredFact } from './codec.js';
import type { Position, StreamName } from './event-store.js';

/** A stream's category as its service declares it, in `history/`. */
export interface History<State, F extends AnyFact> {
  readonly evolution: Evolution<State, F>;
  readonly codec: Codec<F>;
  /** Whom the stream is about, once these facts are part of it. */
  about(state: State): About;
  /** The event that a fact corrects, if it corrects one. */
  corrects?(fact: F): EventId | undefined;
}

export interface Loaded<State, F extends AnyFact> {
  readonly stream: StreamName;
  readonly state: State;
  readonly facts: readonly StoredFact<F>[];
  /** Undefined: there is no such stream. */
  readonly revision: bigint | undefined;
  readonly position: Position | undefined;
}

export interface Decided<State, F extends AnyFact> {
  readonly stream: StreamName;
  readonly revision: bigint | undefined;
  readonly position: Position | undefined;
  /** The facts of this command: new, or those of the first time. Empty when there was nothing to say. */
  readonly facts: readonly StoredFact<F>[];
  /** The same command had been decided before: this is its first answer. */
  readonly repeated: boolean;
  readonly state: State;
}

/** A state, once these facts are part of it. */
export const folded = <State, F extends AnyFact>(
  { evolution }: History<State, F>,
  facts: readonly StoredFact<F>[],
  from: State,
): State => facts.reduce((state, it) => evolution.evolve(state, it), from);
