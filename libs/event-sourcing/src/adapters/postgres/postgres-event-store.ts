import type { Server } from '@onestory/postgres';
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
import type { Page } from '../follow-pages.js';
import { followsCategory, placeOf, positionOf } from '../positions.js';
import { WakeUps } from '../wake-ups.js';
import { Connections } from './connections.js';
import { EventReader } from './event-reader.js';
import { EventWriter } from './event-writer.js';
import type { Stored } from './event-writer.js';
import { FreshEvents } from './fresh-events.js';
import { Listener } from './listener.js';
import { Notifier } from './notifier.js';

export interface PostgresEventStoreOptions {
  readonly connection: Server;
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
  private readonly notifier: Notifier;
  private readonly fresh = new FreshEvents();
  private followers = 0;
  private stopping: Promise<void> | undefined;

  constructor({ connection, maxConnections = 3 }: PostgresEventStoreOptions) {
    this.connections = new Connections({ connection, maxConnections }, () => this.lookAgain());
    this.reader = new EventReader(this.connections.reads);
    this.writer = new EventWriter(this.connections, this.reader, (stored) =>
      this.tellFollowers(stored),
    );
    this.listener = new Listener(this.connections, this.wakeUps, () => this.notifier.lookAgain());
    this.notifier = new Notifier(this.connections.reads, () => this.listener.isListening);
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

  read(
    stream: StreamName,
    { from = 0n, signal }: ReadOptions = {},
  ): AsyncGenerator<readonly StoredEvent[]> {
    return this.reader.stream(stream, from, signal, () => this.refuseWhenStopped());
  }

  async *follow({ categories, after, signal }: FollowOptions): AsyncGenerator<Followed> {
    placeOf(after);
    const wanted = followsCategory(categories);
    const pages = {
      after: async (position: Position | undefined, isLive: boolean) =>
        (isLive && this.freshPage(position, wanted)) || this.storedPage(position, categories),
      wakeUps: this.wakeUps,
      patience: [250, 2_000],
    } as const;
    this.followers += 1;
    try {
      yield* followPages(pages, after, signal);
    } finally {
      this.followers -= 1;
      if (this.followers === 0) this.fresh.clear();
    }
  }

  async head(): Promise<Position | undefined> {
    this.refuseWhenStopped();
    const head = await this.reader.head();
    return head === 0n ? undefined : positionOf(head);
  }

  async eventAt(position: Position): Promise<string | undefined> {
    this.refuseWhenStopped();
    return this.reader.idAt(position);
  }

  /** Words of this process and of others, from now on: each may be lost, and come twice. */
  hear(onWord: (word: string) => void): Promise<void> {
    this.listener.onWord = onWord;
    return this.listener.keepOpen();
  }

  /** Tells other processes, if any listens. Nothing depends on it: it only spares them waiting for longer. */
  say(word: string): void {
    if (!this.stopping) this.notifier.say(word);
  }

  /** Followers still running throw. */
  stop(): Promise<void> {
    this.stopping ??= this.close();
    return this.stopping;
  }

  /** What was under way may be stored. */
  private lookAgain(): void {
    this.fresh.clear();
    this.wakeUps.ring();
  }

  private tellFollowers({ after, upTo, events }: Stored): void {
    if (this.followers > 0) {
      this.fresh.add(after, events());
      this.wakeUps.ring(upTo);
    }
    this.notifier.tell(upTo);
  }

  private freshPage(
    position: Position | undefined,
    wanted: (stream: StreamName) => boolean,
  ): Page | undefined {
    const fresh = this.fresh.after(position, wanted);
    return fresh && { ...fresh, more: this.wakeUps.isBeyond(fresh.upTo) ? 'a little' : 'nothing' };
  }

  private async storedPage(
    position: Position | undefined,
    categories: readonly string[] | 'all',
  ): Promise<Page> {
    this.refuseWhenStopped();
    await this.listener.ensure();
    return this.reader.page(position, categories);
  }

  private async close(): Promise<void> {
    await this.writer.settled();
    await this.notifier.settled();
    await this.listener.stop();
    this.wakeUps.ring();
    await this.connections.close();
  }

  private refuseWhenStopped(): void {
    if (this.stopping) throw new Error('The event store is stopped.');
  }
}
