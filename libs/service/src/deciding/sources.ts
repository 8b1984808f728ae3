import type { Register } from '@onestory/access';
import type { AsOf, Decided, History, Loaded } from '@onestory/event-sourcing';
import type { AnyFact, AreaId, Database, Instant, StoryClock } from '@onestory/kernel';
import type { OwnStreams } from './own-streams.js';

/** What acts, questions, loaders and reactions of a service look into; nothing here can be changed. */
export interface Sources {
  readonly area: AreaId;
  /** The service's own schema. */
  readonly database: Database;
  readonly register: Register;
  now(): Instant;
  /** A stream of the service, as it stands or as it was. */
  load<State, F extends AnyFact>(
    history: History<State, F>,
    id: string,
    until?: AsOf,
  ): Promise<Loaded<State, F>>;
  ask<Answer>(question: Question<Answer>): Promise<Answer>;
  /** Whether something of this read model lies parked, so that an answer from it may not be whole. */
  hasParked(readModel: string): Promise<boolean>;
  /** Resolves once this read model has seen all that is recorded by now. Rejects when that takes too long. */
  hasSeenAll(readModel: string): Promise<void>;
}

/** What somebody wants to know: `openReferralTo(service, children)` makes one, `sources.ask(it)` answers it. */
export type Question<Answer> = (from: Sources) => Promise<Answer> | Answer;

export interface SourceParts extends Pick<Sources, 'hasParked' | 'hasSeenAll'> {
  readonly streams: OwnStreams;
  readonly database: Database;
  readonly register: Register;
  readonly clock: StoryClock;
}

/** For whoever looks once: every load reads the stream anew. */
export const sourcesOf = (parts: SourceParts, area: AreaId): Sources => {
  const sources: Sources = {
    area,
    database: parts.database,
    register: parts.register,
    now: () => parts.clock.now(),
    load: (history, id, until) => parts.streams.of(history).load(id, until),
    ask: async (question) => question(sources),
    hasParked: (readModel) => parts.hasParked(readModel),
    hasSeenAll: (readModel) => parts.hasSeenAll(readModel),
  };
  return sources;
};

/** For one request: each stream is read once, until `forget` is called. */
export class RequestSources implements Sources {
  private loaded = new Map<string, Promise<unknown>>();

  constructor(
    private readonly parts: SourceParts,
    readonly area: AreaId,
  ) {}

  get database(): Database {
    return this.parts.database;
  }

  get register(): Register {
    return this.parts.register;
  }

  now(): Instant {
    return this.parts.clock.now();
  }

  async load<State, F extends AnyFact>(
    history: History<State, F>,
    id: string,
    until?: AsOf,
  ): Promise<Loaded<State, F>> {
    const streams = this.parts.streams.of(history);
    const name = streams.nameOf(id);
    const loading = this.loaded.get(name) as Promise<Loaded<State, F>> | undefined;
    const all = loading ?? streams.load(id);
    if (!loading) this.loaded.set(name, all);
    return until ? streams.asOf(await all, until) : all;
  }

  async ask<Answer>(question: Question<Answer>): Promise<Answer> {
    return question(this);
  }

  hasParked(readModel: string): Promise<boolean> {
    return this.parts.hasParked(readModel);
  }

  hasSeenAll(readModel: string): Promise<void> {
    return this.parts.hasSeenAll(readModel);
  }

  /** It has been decided on: what was read before is old; what was made by it is known. */
  decided(answer: Decided<unknown, AnyFact>): void {
    if (answer.repeated) return;
    const isWhole = answer.revision === BigInt(answer.facts.length - 1);
    if (isWhole) this.loaded.set(answer.stream, Promise.resolve(answer));
    else this.loaded.delete(answer.stream);
  }

  /** What has been read of this stream, if anything has. */
  alreadyLoaded<State, F extends AnyFact>(
    history: History<State, F>,
    id: string,
  ): Promise<Loaded<State, F>> | undefined {
    const name = this.parts.streams.of(history).nameOf(id);
    return this.loaded.get(name) as Promise<Loaded<State, F>> | undefined;
  }

  forget(): void {
    this.loaded = new Map();
  }
}
