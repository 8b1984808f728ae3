import type { ModuleRef } from '@nestjs/core';
import { relationshipTables } from '@onestory/access';
import type { AccessLog } from '@onestory/access';
import { followingTables } from '@onestory/event-sourcing';
import type { EventStore, Lag, ParkedSequence, Position } from '@onestory/event-sourcing';
import { inboxTables } from '@onestory/messaging';
import type { ServiceDatabase } from '../database/database.js';
import { OwnStreams } from '../deciding/own-streams.js';
import type { SourceParts } from '../deciding/sources.js';
import { KeptAnswers, keptAnswerTables } from '../http/kept-answers.js';
import { Waiting } from '../http/waiting.js';
import { makeTables } from '../database/lib-tables.js';
import { inTime } from '../operations/in-time.js';
import type { Platform } from '../platform/platform.js';
import type { ResourceLoader, ServiceDefinition } from '../definition/service-definition.js';
import { traceTables } from '../operations/traces.js';

export const RUNTIME = Symbol('runtime');

/** Something that runs beside requests: a follower of the store, or a consumer. */
export interface Runner {
  readonly name: string;
  start(): void;
  stop(): Promise<void>;
  lag(): Promise<Lag>;
  parked(): Promise<readonly ParkedSequence[]>;
  replay(key: string): Promise<boolean>;
  /** Whether anything about one of these is, or anything at all. */
  isParked(ids?: readonly string[]): Promise<boolean>;
  waitFor(position: Position, timeoutMs: number): Promise<boolean>;
}

/** A table of a read model, and how many of its rows differ from what the events say. */
export interface Verified {
  readonly table: string;
  readonly rows: number;
  readonly differing: number;
}

/** What lies parked, and which runner parked it. */
export interface Parked extends ParkedSequence {
  readonly runner: string;
}

export interface Readiness {
  readonly ready: boolean;
  /** Answers, but something stands still or lies parked. */
  readonly degraded: boolean;
  readonly parts: readonly {
    readonly name: string;
    readonly state: string;
    readonly ageMs?: number;
  }[];
}

/** Older than this, and answers are too old to be given as if they were new. */
const OLDEST_LAG_MS = 30_000;

/** What asks whether a process is ready gives up after a few seconds, and takes silence for the process's own. */
const READINESS_WITHIN_MS = 1_200;
const LAG_WITHIN_MS = 10_000;
const NO_ANSWER = 'does not answer';

/** What a decision or a reaction waits for before it looks into a read model. */
const LONGEST_WAIT_MS = 2000;

/** A read model did not catch up in time. What waited for it is tried again. */
class Behind extends Error {
  constructor(runner: string) {
    super(`${runner} has not seen what was recorded before. Try again.`);
    this.name = 'Behind';
  }
}

/** One running service: its schema, its runners, its loaders. */
export class ServiceRuntime {
  readonly keptAnswers: KeptAnswers;
  /** What its requests and reactions look into. */
  readonly sources: SourceParts;
  /** Requests for what is on its way. */
  readonly waiting: Waiting;
  private readonly loaders = new Map<string, ResourceLoader>();
  private readonly runners = new Map<string, Runner>();
  /** Set once everything runs: compares the read models with what events and messages say. */
  verify: () => Promise<readonly Verified[]> = async () => [];

  constructor(
    readonly platform: Platform,
    readonly definition: ServiceDefinition,
    readonly database: ServiceDatabase,
    /** Refuses other services' categories. */
    readonly store: EventStore,
    readonly accessLog: AccessLog,
  ) {
    this.keptAnswers = new KeptAnswers(database, platform.time);
    this.waiting = new Waiting(platform.time);
    database.onCommit = platform.neighbours.join(definition.name, () => this.waiting.wake());
    const { keys, clock, register } = platform;
    this.sources = {
      streams: new OwnStreams({ store, keys, clock }),
      database,
      register,
      clock,
      hasParked: (readModel) => this.runner(readModel).isParked(),
      hasSeenAll: (readModel) => this.hasSeenAll(readModel),
    };
  }

  get name(): string {
    return this.definition.name;
  }

  static async makeTables(
    database: ServiceDatabase,
    { listeners = [] }: Pick<ServiceDefinition, 'listeners'>,
  ): Promise<void> {
    await makeTables(database, [
      ...inboxTables,
      ...followingTables,
      ...relationshipTables.map((sql, index) => ({ name: `relationships-${index + 1}`, sql })),
      ...keptAnswerTables,
      ...traceTables,
      ...listeners.flatMap(({ tables = [] }) => tables),
    ]);
  }

  useLoaders(loaders: readonly ResourceLoader[]): void {
    for (const loader of loaders) this.loaders.set(loader.kind, loader);
  }

  run(runner: Runner): void {
    this.runners.set(runner.name, runner);
    runner.start();
  }

  loader(kind: string): ResourceLoader {
    const loader = this.loaders.get(kind);
    if (!loader) throw new Error(`${this.name} has no loader for ${kind}.`);
    return loader;
  }

  isParked(runner: string, ids?: readonly string[]): Promise<boolean> {
    return this.runner(runner).isParked(ids);
  }

  waitFor(runner: string, position: Position, timeoutMs: number): Promise<boolean> {
    return this.runner(runner).waitFor(position, timeoutMs);
  }

  private async hasSeenAll(runner: string): Promise<void> {
    const head = await this.store.head();
    if (head !== undefined && !(await this.waitFor(runner, head, LONGEST_WAIT_MS)))
      throw new Behind(runner);
  }

  async lag(withinMs = LAG_WITHIN_MS): Promise<readonly Lag[]> {
    const lags = [...this.runners.values()].map(async (runner) => {
      const unknown = unknownLag(runner);
      return inTime(runner.lag().catch(unknown), withinMs, unknown(new Error(NO_ANSWER)));
    });
    return Promise.all(lags);
  }

  async parked(): Promise<readonly Parked[]> {
    const lists = await Promise.all(
      [...this.runners.values()].map(async (runner) =>
        (await runner.parked()).map((sequence) => ({ runner: runner.name, ...sequence })),
      ),
    );
    return lists.flat();
  }

  async replay(runner: string, key: string): Promise<boolean> {
    return (await this.runners.get(runner)?.replay(key)) ?? false;
  }

  async readiness(): Promise<Readiness> {
    const answers = this.database.query('select 1').then(
      () => 'answers' as const,
      () => NO_ANSWER,
    );
    const [database, lags] = await Promise.all([
      inTime(answers, READINESS_WITHIN_MS, NO_ANSWER),
      this.lag(READINESS_WITHIN_MS),
    ]);
    if (database !== 'answers')
      return { ready: false, degraded: true, parts: [{ name: 'database', state: database }] };
    const parts = lags.map((lag) => ({ name: lag.name, state: stateOf(lag), ageMs: lag.ageMs }));
    const behind = lags.some((lag) => lag.kind === 'projection' && lag.ageMs > OLDEST_LAG_MS);
    const stopped = lags.some((lag) => lag.kind === 'projection' && lag.stopped !== undefined);
    const degraded = parts.some((part) => part.state !== 'runs' && part.state !== STANDS_BY);
    return {
      ready: !behind && !stopped,
      degraded,
      parts: [{ name: 'database', state: database }, ...parts],
    };
  }

  async stop(): Promise<void> {
    await Promise.all([...this.runners.values()].map((runner) => runner.stop()));
    await this.keptAnswers.settle();
  }

  private runner(name: string): Runner {
    const runner = this.runners.get(name);
    if (!runner) throw new Error(`${this.name} runs nothing named ${name}.`);
    return runner;
  }
}

/** An engine that does not answer: the others are told of all the same. */
const unknownLag =
  ({ name }: Runner) =>
  (error: unknown): Lag => ({
    name,
    kind: 'consumer',
    position: undefined,
    head: undefined,
    ageMs: 0,
    parked: 0,
    caughtUp: false,
    stopped: reasonOf(error),
  });

/** As it should be: another process runs it. */
const STANDS_BY = 'stands by';

/** Our own words, or no more than a name: a message of the database may quote what somebody typed. */
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  return error.message === NO_ANSWER ? NO_ANSWER : error.name;
};

const stateOf = (lag: Lag): string =>
  lag.standsBy
    ? STANDS_BY
    : lag.stopped
      ? `stands still: ${lag.stopped}`
      : lag.parked > 0
        ? `${lag.parked} parked`
        : 'runs';

/** Instances of classes that a definition lists by hand. */
export const instancesOf = <T>(
  moduleRef: Pick<ModuleRef, 'get'>,
  classes: readonly (abstract new (...parts: never[]) => T)[] = [],
): readonly T[] => classes.map((it) => moduleRef.get<T>(it as never, { strict: false }));
