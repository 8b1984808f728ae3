import { EARLIEST_DAY, InTheFuture, londonDate, milliseconds, TooLongAgo } from '@onestory/kernel';
import type { AnyFact, Decision, Instant, Moment, StoryClock } from '@onestory/kernel';
import type { KeyStore } from '@onestory/personal-data';
import { setTimeout as pause } from 'node:timers/promises';
import { appendInTime } from './append-in-time.js';
import type { StoredFact } from './codec.js';
import type { CommandContext } from './context.js';
import { drafted } from './drafting.js';
import type { Draft } from './drafting.js';
import type { Appended, EventStore, StreamName } from './event-store.js';
import { folded } from './history.js';
import type { Decided, History, Loaded } from './history.js';
import { within } from './until.js';
import type { AsOf } from './until.js';

/** The id of this command was used for a command with another body. */
export class AnotherCommandWithThisId extends Error {
  constructor() {
    super('This Idempotency-Key was used for another request. Send a new key with a new request.');
    this.name = 'AnotherCommandWithThisId';
  }
}

/** The caller named a revision, and the stream has moved on: nothing is appended. */
export class StaleRevision extends Error {
  constructor(
    readonly expected: bigint,
    readonly actual: bigint | undefined,
  ) {
    super('This has changed since you read it. Read it again, and decide on what it says now.');
    this.name = 'StaleRevision';
  }
}

/** The caller named a revision of another stream. */
export class SeenElsewhere extends Error {
  constructor() {
    super('The revision that was named is one of another stream.');
    this.name = 'SeenElsewhere';
  }
}

/** Others kept winning. Nothing was recorded. */
export class TooBusy extends Error {
  constructor(stream: string) {
    super(`Stream ${stream} was written by others at every attempt. Ask again.`);
    this.name = 'TooBusy';
  }
}

export interface StreamPorts {
  readonly store: EventStore;
  readonly keys: KeyStore;
  readonly clock: StoryClock;
}

const ATTEMPTS = 12;
/** People's clocks differ a little. */
const TOLERANCE_MS = 60_000;

/** A day is held as its noon, and today can be recorded in the morning: days are compared with days. */
const liesAhead = (moment: Moment, now: Instant): boolean =>
  moment.occurredPrecision === 'day'
    ? londonDate(moment.occurredAt) > londonDate(now)
    : milliseconds(moment.occurredAt) > milliseconds(now) + TOLERANCE_MS;

/** Reads, decrypts, upcasts, folds, looks for the command's id, decides, appends. */
export class Streams<State, F extends AnyFact> {
  constructor(
    private readonly ports: StreamPorts,
    private readonly history: History<State, F>,
  ) {}

  nameOf(id: string): StreamName {
    return `${this.history.evolution.category}-${id}`;
  }

  async load(id: string, until: AsOf = {}): Promise<Loaded<State, F>> {
    const stream = this.nameOf(id);
    const facts: StoredFact<F>[] = [];
    for await (const page of this.ports.store.read(stream))
      for (const fact of await this.history.codec.decode(page, this.ports.keys)) facts.push(fact);
    const last = facts.at(-1);
    const { revision, position } = last ?? { revision: undefined, position: undefined };
    return this.asOf({ stream, facts, revision, position }, until);
  }

  /** What has been loaded, as it was or as it was known at a time; the revision stays that of now. */
  asOf(loaded: Omit<Loaded<State, F>, 'state'>, until: AsOf): Loaded<State, F> {
    const facts = within(loaded.facts, until, (fact) => this.history.corrects?.(fact));
    return { ...loaded, facts, state: folded(this.history, facts, this.history.evolution.initial) };
  }

  /**
   * `known` is the stream as the caller has just read it: read again only if others have written since.
   * @throws Refusal, SeenElsewhere, StaleRevision, AnotherCommandWithThisId, TooBusy, HistoryNewerThanThisVersion
   */
  async decide(
    context: CommandContext,
    id: string,
    decision: Decision<State, F>,
    when?: Moment,
    known?: Loaded<State, F>,
  ): Promise<Decided<State, F>> {
    const now = this.ports.clock.now();
    const moment: Moment = context.reactingTo ?? when ?? { occurredAt: now };
    if (!context.reactingTo) {
      if (liesAhead(moment, now)) throw new InTheFuture();
      if (londonDate(moment.occurredAt) < EARLIEST_DAY) throw new TooLongAgo();
    }

    if (context.seen && context.seen.stream !== this.nameOf(id)) throw new SeenElsewhere();

    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const loaded = attempt === 1 && known ? known : await this.load(id);
      const before = this.firstAnswer(loaded, context);
      if (before) return before;
      // A stale request is decided too: a refusal says what has happened, which "read again" does not.
      const decided = decision(loaded.state, { ...moment, now });
      if (context.seen && context.seen.revision !== loaded.revision)
        throw new StaleRevision(context.seen.revision, loaded.revision);

      if (decided.length === 0) return { ...loaded, facts: [], repeated: false };
      const draft = drafted(this.history, loaded, decided, { moment, now }, context);
      const events = await this.history.codec.encode(draft.entries, loaded.stream, this.ports.keys);
      const { store } = this.ports;
      const appended = await appendInTime(store, loaded.stream, loaded.revision, events);
      if (appended) return this.answer(draft, loaded, appended);
      await pause(Math.random() * 4 * attempt);
    }
    throw new TooBusy(this.nameOf(id));
  }

  private firstAnswer(
    loaded: Loaded<State, F>,
    context: CommandContext,
  ): Decided<State, F> | undefined {
    const facts = loaded.facts.filter((it) => it.command === context.command);
    const last = facts.at(-1);
    if (!last) return undefined;
    if (last.commandBody !== context.commandBody) throw new AnotherCommandWithThisId();
    const { stream, state } = loaded;
    return {
      stream,
      state,
      facts,
      revision: last.revision,
      position: last.position,
      repeated: true,
    };
  }

  private answer(draft: Draft<F>, loaded: Loaded<State, F>, appended: Appended): Decided<State, F> {
    const facts = draft.facts.map((it) => ({ ...it, position: appended.position }));
    return {
      stream: loaded.stream,
      revision: appended.revision,
      position: appended.position,
      facts,
      repeated: false,
      state: folded(this.history, facts, loaded.state),
    };
  }
}
