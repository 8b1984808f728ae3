import { realTime } from '@onestory/kernel';
import type { RealTime } from '@onestory/kernel';
import { RevisionConflict } from '../../event-store.js';
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
import { followsCategory, placeOf, positionOf, PositionBeyondHead } from '../positions.js';
import { WakeUps } from '../wake-ups.js';

const PAGE = 100;

/** For tests of what stands on a store. Keeps everything, loses everything. */
export class InMemoryEventStore implements EventStore {
  private readonly events: StoredEvent[] = [];
  private readonly streams = new Map<StreamName, StoredEvent[]>();
  private readonly wakeUps = new WakeUps();
  private stopped = false;

  constructor(private readonly time: RealTime = realTime) {}

  async append(
    stream: StreamName,
    expected: 'none' | bigint,
    events: readonly NewEvent[],
  ): Promise<Appended> {
    this.refuseWhenStopped();
    checkAppend(stream, expected, events);
    const stored = this.streams.get(stream) ?? [];
    const from = expected === 'none' ? 0 : Number(expected) + 1;
    if (from < stored.length) return this.asBefore(stream, expected, events, stored, from);
    if (from > stored.length) throw new RevisionConflict(stream, expected, lastOf(stored));
    this.streams.set(stream, stored);
    for (const event of events) this.store(stream, event, stored);
    this.wakeUps.ring();
    return answer(stored[stored.length - 1]!);
  }

  async *read(
    stream: StreamName,
    options: ReadOptions = {},
  ): AsyncGenerator<readonly StoredEvent[]> {
    this.refuseWhenStopped();
    const { from = 0n, signal } = options;
    signal?.throwIfAborted();
    const stored = (this.streams.get(stream) ?? []).slice(Number(from));
    if (stored.length > 0) yield stored;
    signal?.throwIfAborted();
  }

  async *follow(options: FollowOptions): AsyncGenerator<Followed> {
    this.refuseWhenStopped();
    const wanted = followsCategory(options.categories);
    const pages = {
      after: async (position: Position | undefined) => this.page(position, wanted),
      wakeUps: this.wakeUps,
      patience: [Infinity, Infinity],
    } as const;
    yield* followPages(pages, options.after, options.signal);
  }

  async head(): Promise<Position | undefined> {
    this.refuseWhenStopped();
    return this.events.at(-1)?.position;
  }

  async eventAt(position: Position): Promise<string | undefined> {
    this.refuseWhenStopped();
    const place = placeOf(position);
    const last = BigInt(this.events.length);
    return this.events[Number(place < last ? place : last) - 1]?.id;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.wakeUps.ring();
  }

  private page(after: Position | undefined, wanted: (stream: StreamName) => boolean): Page {
    this.refuseWhenStopped();
    const from = Number(placeOf(after));
    if (after !== undefined && from > this.events.length) throw new PositionBeyondHead(after);
    const events = this.events.slice(from, from + PAGE);
    return {
      events: events.filter((event) => wanted(event.stream)),
      upTo: events.at(-1)?.position ?? after,
      more: from + events.length === this.events.length ? 'nothing' : 'much',
    };
  }

  private asBefore(
    stream: StreamName,
    expected: 'none' | bigint,
    events: readonly NewEvent[],
    stored: readonly StoredEvent[],
    from: number,
  ): Appended {
    const same = events.every((event, index) => isSame(event, stored[from + index]));
    if (!same) throw new RevisionConflict(stream, expected, lastOf(stored));
    return answer(stored[from + events.length - 1]!);
  }

  private store(stream: StreamName, event: NewEvent, stored: StoredEvent[]): void {
    const place = {
      stream,
      revision: BigInt(stored.length),
      position: positionOf(this.events.length + 1),
      storedAt: this.time.now(),
    };
    const copy = {
      id: event.id.toLowerCase(),
      type: event.type,
      data: event.data,
      metadata: event.metadata,
      ...place,
    };
    stored.push(copy);
    this.events.push(copy);
  }

  private refuseWhenStopped(): void {
    if (this.stopped) throw new Error('The event store is stopped.');
  }
}

const isSame = (event: NewEvent, stored: StoredEvent | undefined): boolean =>
  stored !== undefined && stored.id === event.id.toLowerCase();

const lastOf = (stored: readonly StoredEvent[]): 'none' | bigint =>
  stored.length === 0 ? 'none' : BigInt(stored.length - 1);

const answer = ({ revision, position }: StoredEvent): Appended => ({ revision, position });
