import type pg from 'pg';
import type {
  Appended,
  EventStore,
  Followed,
  FollowOptions,
  NewEvent,
  Position,
  ReadOptions,
  StoredEvent,
  StreamName,
} from '../../event-store.js';
import { checkAppend } from '../check-append.js';
import { followPages } from '../follow-pages.js';
import { placeOf, positionOf } from '../positions.js';
import { WakeUps } from '../wake-ups.js';
import { Connections } from './connections.js';
import { EventReader } from './event-reader.js';
import { EventWriter } from './event-writer.js';
import { Listener } from './listener.js';

export interface PostgresEventStoreOptions {
  readonly connection: string | pg.ClientConfig;
  /** One writes, one listens, the others read. At least and by default 3. */
  readonly maxConnections?: number;
}

/**
 * Events in PostgreSQL, in one order that is the order of commits, without gaps. Needs `eventTables`.
 *
 * Any number of processes may write; one writer each is fastest. When the connection is lost, appends under way
 * are refused with an unknown outcome and followers throw; the next call connects again by itself.
 */
export class PostgresEventStore implements EventStore {
  private readonly connections: Connections;
  private readonly reader: EventReader;
  private readonly writer: EventWriter;
  private readonly wakeUps = new WakeUps();
  private readonly listener: Listener;
  private stopping: Promise<void> | undefined;

  constructor({ connection, maxConnections = 3 }: PostgresEventStoreOptions) {
    this.connections = new Connections({ connection, maxConnections });
    this.reader = new EventReader(this.connections.reads);
    this.writer = new EventWriter(this.connections, this.reader, (upTo) => this.wakeUps.ring(upTo));
    this.listener = new Listener(this.connections, this.wakeUps);
  }

  async append(
    stream: StreamName,
    expected: 'none' | bigint,
    events: readonly NewEvent[],
  ): Promise<Appended> {
    this.refuseWhenStopped();
    const bytes = checkAppend(stream, expected, events);
    return new Promise((answer, refuse) => {
      this.writer.append({ stream, expected, events, bytes, answer, refuse });
    });
  }

  async *read(
    stream: StreamName,
    { from = 0n, signal }: ReadOptions = {},
  ): AsyncGenerator<StoredEvent> {
    this.refuseWhenStopped();
    yield* this.reader.stream(stream, from, signal);
  }

  async *follow({ categories, after, signal }: FollowOptions): AsyncGenerator<Followed> {
    placeOf(after);
    const pages = {
      after: async (position: Position | undefined) => {
        this.refuseWhenStopped();
        await this.listener.ensure();
        return this.reader.page(position, categories);
      },
      wakeUps: this.wakeUps,
      patience: [250, 2_000],
    } as const;
    yield* followPages(pages, after, signal);
  }

  async head(): Promise<Position | undefined> {
    this.refuseWhenStopped();
    const head = await this.reader.head();
    return head === 0n ? undefined : positionOf(head);
  }

  /** Followers still running throw. */
  stop(): Promise<void> {
    this.stopping ??= this.close();
    return this.stopping;
  }

  private async close(): Promise<void> {
    await this.writer.settled();
    await this.listener.stop();
    this.wakeUps.ring();
    await this.connections.close();
  }

  private refuseWhenStopped(): void {
    if (this.stopping) throw new Error('The event store is stopped.');
  }
}
