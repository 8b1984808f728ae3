import type {
  ActorId,
  AgencyId,
  AreaId,
  ChildId,
  CommandId,
  CorrelationId,
  EpisodeId,
  EventId,
} from './ids.js';
import type { Instant, Moment } from './time.js';

/** Something that happened, in the field's words: past tense, never Updated, Changed or Created. */
export interface Fact<Type extends string, Data extends object = Record<never, never>> {
  readonly type: Type;
  readonly data: Readonly<Data>;
}

export type AnyFact = Fact<string, object>;

/** What the envelope adds to a fact once it is recorded. When something happened is said here, once. */
export interface RecordedAs extends Moment {
  readonly id: EventId;
  readonly stream: string;
  /** Place in its stream, from 0. */
  readonly revision: bigint;
  /** The clock at the moment of append; within a stream it never falls. */
  readonly recordedAt: Instant;
  /** Who recorded it. Who did it, where that differs, is `by` in the fact. */
  readonly actor: ActorId;
  readonly agency: AgencyId;
  /** Set when a service acted in answer to what this person did. */
  readonly onBehalfOf?: ActorId;
  readonly area: AreaId;
  readonly episode?: EpisodeId;
  readonly children?: readonly ChildId[];
  readonly command: CommandId;
  readonly correlation: CorrelationId;
  readonly causation: string;
}

/** What `evolve` and projectors receive: the fact and what is known of its recording. */
export type Recorded<F extends AnyFact> = F & RecordedAs;

/** How a history becomes a state. `evolve` is total, dull and never throws. */
export interface Evolution<State, F extends AnyFact> {
  /** camelCase category of the stream: `referral` for `referral-<id>`. */
  readonly category: string;
  readonly initial: State;
  evolve(state: State, it: Recorded<F>): State;
}

/** When a decision takes effect (`occurredAt`) and when it is taken (`now`, the story clock). */
export interface Occasion extends Moment {
  readonly now: Instant;
}

/** Returns the facts that follow, or none when nothing is to be said, or throws a Refusal. */
export type Decision<State, F extends AnyFact> = (state: State, occasion: Occasion) => readonly F[];
