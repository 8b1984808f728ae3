import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { EventRing } from './adapters/event-ring.js';
import { FIRST_PAUSE, isFinal, longer } from './adapters/lost-store.js';
import { isAccessCategory, PositionBeyondHead } from './adapters/positions.js';
import { TailFollowers } from './adapters/tail-followers.js';
import type { TailFollower } from './adapters/tail-followers.js';
import { LogWentBackwards } from './following/states.js';
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
} from './event-store.js';

export interface TailOptions {
  /** How many of the latest events are kept for followers. Default 10,000. */
  readonly events?: number;
  /** How many bytes of them. Default 16 MB. */
  readonly bytes?: number;
  /** Hears of each time that the store was lost; followers then wait, and go on where they were. */
  readonly onError?: (error: unknown) => void;
}

/**
 * The store as a process shares it: one follower reads what is new, for any number of followers. So an append
 * costs one query and not one per projection, reaction and publisher.
 *
 * A follower that is further behind than what is kept in memory reads from the store by itself until it is
 * near again: nobody waits for it, and it costs no memory. Unlike those of a bare store, followers outlive the
 * loss of a connection.
 */
export const sharedTail = (store: EventStore, options: TailOptions = {}): EventStore =>
  new SharedTail(store, options);

/** Events that a follower gets at once, and looks through for its own. */
const LARGEST_PAGE = 500;

type Following = AsyncGenerator<Followed, Position | undefined, void>;

/** An event that was seen, to be found again after the store was lost. */
type Seen = Pick<StoredEvent, 'position' | 'id'>;

class SharedTail implements EventStore {
  private readonly ring: EventRing;
  private readonly followers = new TailFollowers();
  private readonly end = new AbortController();
  private running: Promise<void> | undefined;
  /** How often it was noticed that the log went backwards. */
  private logs = 0;
  private last: Seen | undefined;

  constructor(
    private readonly store: EventStore,
    private readonly options: TailOptions,
  ) {
    const { events = 10_000, bytes = 16_000_000 } = options;
    this.ring = new EventRing({ events, bytes });
  }

  append(
    stream: StreamName,
    expected: 'none' | bigint,
    events: readonly NewEvent[],
  ): Promise<Appended> {
    return this.store.append(stream, expected, events);
  }

  read(stream: StreamName, options?: ReadOptions): AsyncIterable<readonly StoredEvent[]> {
    return this.store.read(stream, options);
  }

  head(): Promise<Position | undefined> {
    return this.store.head();
  }

  eventAt(position: Position): Promise<string | undefined> {
    return this.store.eventAt(position);
  }

  async *follow(options: FollowOptions): AsyncGenerator<Followed, void, void> {
    this.running ??= this.run();
    const { signal } = options;
    setMaxListeners(0, signal); // a process stops many followers by one signal
    const follower = this.followers.add(options, this.logs);
    try {
      let position = options.after;
      while (!signal.aborted) {
        this.refuse(follower);
        position = this.isFromRing(follower, position)
          ? yield* this.fromRing(follower, position)
          : yield* this.fromStore(follower, position);
      }
    } finally {
      this.followers.remove(follower);
    }
  }

  async stop(): Promise<void> {
    this.end.abort();
    this.followers.stop();
    await this.running;
    await this.store.stop();
  }

  /** Access records are not in the ring: whoever asks for them by name reads them alone. */
  private isFromRing({ categories }: TailFollower, position: Position | undefined): boolean {
    return (
      this.ring.covers(position) && (categories === 'all' || !categories.some(isAccessCategory))
    );
  }

  /** Until aborted, or so slow that what comes next is gone. Returns up to where all was handed out. */
  private async *fromRing(follower: TailFollower, after: Position | undefined): Following {
    const { ring } = this;
    const { wakeUps } = follower;
    let position = after;
    let next = ring.numberAfter(after);
    while (!follower.signal.aborted) {
      const seen = wakeUps.count;
      if (!ring.covers(position)) return position;
      const page = ring.page(next, LARGEST_PAGE, follower.wants);
      next = page.next;
      if (page.upTo !== undefined && page.upTo !== position) {
        position = page.upTo;
        yield { kind: 'page', events: page.events, position };
      } else if (follower.isBehind && follower.goal === undefined) {
        await this.setGoal(follower);
      } else if (follower.isBehind && (position ?? '') >= follower.goal!) {
        follower.isBehind = false;
        yield { kind: 'caught up', position };
      } else {
        await wakeUps.since(seen, Infinity, follower.signal);
        this.refuse(follower);
      }
    }
    return position;
  }

  /** What is kept comes a moment after it is stored, so being at its end is not being at the head. */
  private async setGoal(follower: TailFollower): Promise<void> {
    try {
      follower.goal = (await this.store.head()) ?? '';
    } catch (error) {
      await this.outlive(error, FIRST_PAUSE, follower.signal);
    }
  }

  /** Until the ring has what comes next. Returns up to where all was handed out. */
  private async *fromStore(follower: TailFollower, after: Position | undefined): Following {
    const { categories, signal } = follower;
    let position = after;
    follower.isBehind = true;
    follower.goal = undefined;
    let last: Seen | undefined;
    for (let wait = FIRST_PAUSE; !follower.signal.aborted; wait = longer(wait)) {
      try {
        if (last) await this.find(last);
        position = last?.position ?? position;
        for await (const it of this.store.follow({ categories, after: position, signal })) {
          wait = FIRST_PAUSE;
          position = it.position;
          if (it.kind === 'page') last = it.events.at(-1) ?? last;
          const isNear = this.isFromRing(follower, position);
          if (it.kind === 'caught up' && isNear) return position; // the ring says so when it is drained
          if (it.kind === 'caught up') follower.isBehind = false;
          yield it;
          if (isNear) return position;
        }
      } catch (error) {
        if (isFinal(error) || !last) throw error;
        await this.outlive(error, wait, signal);
      }
    }
    return position;
  }

  /** @throws LogWentBackwards */
  private async find({ position, id }: Seen): Promise<void> {
    if ((await this.store.eventAt(position)) !== id) throw new LogWentBackwards('The event store');
  }

  /** The one follower that all share. */
  private async run(): Promise<void> {
    const { signal } = this.end;
    for (let wait = FIRST_PAUSE; !signal.aborted; wait = longer(wait)) {
      try {
        const after = await this.open();
        for await (const it of this.store.follow({ categories: 'all', after, signal })) {
          wait = FIRST_PAUSE;
          this.keep(it);
        }
      } catch (error) {
        if (error instanceof PositionBeyondHead || error instanceof LogWentBackwards) this.lose();
        this.followers.wakeAll();
        if (!signal.aborted) await this.outlive(error, wait, signal);
      }
    }
  }

  /** From the last event that was seen: what others moved over since then may be something else now. */
  private async open(): Promise<Position | undefined> {
    if (this.ring.isOpen && this.last) {
      await this.find(this.last);
      this.ring.advance(this.last.position);
    } else {
      const head = await this.store.head();
      const id = head && (await this.store.eventAt(head));
      this.last = head && id ? { position: head, id } : undefined;
      this.ring.startAfter(head);
    }
    return this.ring.upTo;
  }

  /** Followers are told, each by an error; what they make of it is theirs to say. */
  private lose(): void {
    this.logs += 1;
    this.last = undefined;
    this.ring.clear();
  }

  private keep(it: Followed): void {
    if (it.kind !== 'page') return;
    for (const event of it.events) this.ring.add(event);
    this.ring.advance(it.position);
    this.last = it.events.at(-1) ?? this.last;
    this.followers.wakeFor(it.events);
  }

  private async outlive(error: unknown, wait: number, signal: AbortSignal): Promise<void> {
    this.refuseWhenStopped();
    this.options.onError?.(error);
    const either = AbortSignal.any([signal, this.end.signal]);
    await pause(wait, undefined, { signal: either }).catch(() => {});
  }

  private refuse({ log }: TailFollower): void {
    this.refuseWhenStopped();
    if (log !== this.logs) throw new LogWentBackwards('The event store');
  }

  private refuseWhenStopped(): void {
    if (this.end.signal.aborted) throw new Error('The event store is stopped.');
  }
}
