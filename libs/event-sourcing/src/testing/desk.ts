import type { AnyFact, Database, Sql } from '@onestory/kernel';
import { InMemoryKeyStore } from '@onestory/personal-data';
import { testSchema } from '@onestory/testing';
import type { TestSchema } from '@onestory/testing';
import { InMemoryEventStore } from '../adapters/in-memory/in-memory-event-store.js';
import type { StoredFact } from '../codec.js';
import type { EventStore, Position } from '../event-store.js';
import type { Projector, React } from '../following/follower.js';
import { Leases } from '../following/leases.js';
import { StoreRunner } from '../following/store-runner.js';
import type { FollowingPorts } from '../following/ports.js';
import { followingTables } from '../following/tables.js';
import { Streams } from '../streams.js';
import { aCommand, letterHistory, SpecClock, write } from './letters.js';

export const wordsOf = ({ data }: StoredFact<AnyFact>): string => (data as { words: string }).words;

/** A projector of letters that some words break, for as long as the spec says. */
export class LetterProjector implements Projector {
  readonly name = 'letter_v1';
  readonly codecs = [letterHistory().codec];
  readonly batches: number[] = [];
  breaksOn: (words: readonly string[]) => boolean = () => false;
  onBatch: () => Promise<void> = async () => undefined;
  error: Error = new Error('this letter cannot be read');
  react?: React;

  async project(batch: readonly StoredFact<AnyFact>[], sql: Sql): Promise<void> {
    this.batches.push(batch.length);
    await this.onBatch();
    const words = batch.map(wordsOf);
    if (this.breaksOn(words)) throw this.error;
    await sql.query(
      'insert into letter_v1 select * from unnest($1::text[], $2::bigint[], $3::text[])',
      [batch.map(({ stream }) => stream), batch.map(({ revision }) => revision.toString()), words],
    );
  }
}

interface Options extends Partial<FollowingPorts> {
  readonly leaseMs?: number;
}

/** A schema, a store, and whoever follows it there. */
export class Desk {
  readonly store = new InMemoryEventStore();
  readonly logged: string[] = [];
  readonly keys = new InMemoryKeyStore();
  private readonly running: StoreRunner[] = [];

  private constructor(private readonly schema: TestSchema) {}

  static async open(connections?: number): Promise<Desk> {
    const letters = {
      sql: 'create table letter_v1 (stream text, revision bigint, words text, primary key (stream, revision))',
    };
    return new Desk(await testSchema([...followingTables, letters], connections));
  }

  get database(): Database {
    return this.schema.database;
  }

  /** A runner as a process of its own has it. */
  run(projector: Projector = new LetterProjector(), options: Options = {}): StoreRunner {
    const { leaseMs = 300, ...ports } = options;
    const database = ports.database ?? this.database;
    const runner = new StoreRunner(
      {
        store: this.store,
        keys: this.keys,
        leases: new Leases({ database, leaseMs }),
        log: (_level, message) => this.logged.push(message),
        ...ports,
        database,
      },
      projector,
    );
    this.running.push(runner);
    runner.start();
    return runner;
  }

  async say(id: string, words: string, store: EventStore = this.store): Promise<Position> {
    const ports = { store, keys: this.keys, clock: new SpecClock() };
    const streams = new Streams(ports, letterHistory());
    return (await streams.decide(aCommand(), id, write(words))).position!;
  }

  /** From the next version of this service. */
  async sayTomorrow(id: string, words: string): Promise<Position> {
    const newer = letterHistory({ LetterWritten: [(old: object) => old] });
    const streams = new Streams(
      { store: this.store, keys: this.keys, clock: new SpecClock() },
      newer,
    );
    return (await streams.decide(aCommand(), id, write(words))).position!;
  }

  async rows(id: string): Promise<readonly string[]> {
    const rows = await this.database.query<{ words: string }>(
      'select words from letter_v1 where stream = $1 order by revision',
      [`letter-${id}`],
    );
    return rows.map(({ words }) => words);
  }

  async close(): Promise<void> {
    await Promise.all(this.running.map((it) => it.stop()));
    await this.schema.close();
  }
}

/** Resolves when the expectations hold. */
export const eventually = async (
  expectations: () => Promise<void> | void,
  withinMs = 5_000,
): Promise<void> => {
  const deadline = performance.now() + withinMs;
  for (;;)
    try {
      return await expectations();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
};
