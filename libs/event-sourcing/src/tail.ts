import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { EventRing } from './adapters/event-ring.js';
import { isAccessCategory, PositionBeyondHead } from './adapters/positions.js';
import { WakeUps } from './adapters/wake-ups.js';
import { AccessDenied } from './event-store.js';
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

const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 5_000;
/** Events that a follower gets at once, and looks through for its own. */
const LARGEST_PAGE = 500;

type Following = AsyncGenerator<Followed, Position | undefined, void>;

interface Follower extends Omit<FollowOptions, 'after'> {
  wants(category: string): boolean;
  /** *Caught up* is still to be said. */
  isBehind: boolean;
  /** Head of the store when what was kept had been handed out: there it is said. Empty: the store was. */
  goal: string | undefined;
}

class SharedTail implements EventStore {
  private readonly ring: EventRing;
  private readonly wakeUps = new WakeUps();
  private readonly end = new AbortController();
  private running: Promise<void> | undefined;

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

  async *follow(options: FollowOptions): AsyncGenerator<Followed, void, void> {
    this.running ??= this.run();
    const { categories, signal } = options;
    setMaxListeners(0, signal); // a process stops many followers by one signal
    const wanted = new Set(categories);
    const wants = (category: string): boolean => categories === 'all' || wanted.has(category);
    const follower: Follower = { categories, signal, wants, isBehind: true, goal: undefined };
    let position = options.after;
    while (!signal.aborted) {
      this.refuseWhenStopped();
      position = this.isFromRing(follower, position)
        ? yield* this.fromRing(follower, position)
        : yield* this.fromStore(follower, position);
    }
  }

  async stop(): Promise<void> {
    this.end.abort();
    this.wakeUps.ring();
    await this.running;
    await this.store.stop();
  }

  /** Access records are not in the ring: whoever asks for them by name reads them alone. */
  private isFromRing({ categories }: Follower, position: Position | undefined): boolean {
    return (
      this.ring.covers(position) && (categories === 'all' || !categories.some(isAccessCategory))
    );
  }

  /** Until aborted, or so slow that what comes next is gone. Returns up to where all was handed out. */
  private async *fromRing(follower: Follower, after: Position | undefined): Following {
    const { ring, wakeUps } = this;
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
        this.refuseWhenStopped();
      }
    }
    return position;
  }

  /** What is kept comes a moment after it is stored, so being at its end is not being at the head. */
  private async setGoal(follower: Follower): Promise<void> {
    try {
      follower.goal = (await this.store.head()) ?? '';
    } catch (error) {
      await this.outlive(error, FIRST_PAUSE, follower.signal);
    }
  }

  /** Until the ring has what comes next. Returns up to where all was handed out. */
  private async *fromStore(follower: Follower, after: Position | undefined): Following {
    const { categories, signal } = follower;
    let position = after;
    follower.isBehind = true;
    follower.goal = undefined;
    for (let wait = FIRST_PAUSE; !follower.signal.aborted; wait = longer(wait)) {
      try {
        for await (const it of this.store.follow({ categories, after: position, signal })) {
          wait = FIRST_PAUSE;
          position = it.position;
          const isNear = this.isFromRing(follower, position);
          if (it.kind === 'caught up' && isNear) return position; // the ring says so when it is drained
          if (it.kind === 'caught up') follower.isBehind = false;
          yield it;
          if (isNear) return position;
        }
      } catch (error) {
        if (isFinal(error)) throw error;
        await this.outlive(error, wait, signal);
      }
    }
    return position;
  }

  /** The one follower that all share. */
  private async run(): Promise<void> {
    const { signal } = this.end;
    for (let wait = FIRST_PAUSE; !signal.aborted; wait = longer(wait)) {
      try {
        if (!this.ring.isOpen) this.ring.startAfter(await this.store.head());
        const after = this.ring.upTo;
        for await (const it of this.store.follow({ categories: 'all', after, signal })) {
          wait = FIRST_PAUSE;
          this.keep(it);
        }
      } catch (error) {
        if (error instanceof PositionBeyondHead) this.ring.clear();
        this.wakeUps.ring();
        if (!signal.aborted) await this.outlive(error, wait, signal);
      }
    }
  }

  private keep(it: Followed): void {
    if (it.kind !== 'page') return;
    for (const event of it.events) this.ring.add(event);
    this.ring.advance(it.position);
    this.wakeUps.ring();
  }

  private async outlive(error: unknown, wait: number, signal: AbortSignal): Promise<void> {
    this.refuseWhenStopped();
    this.options.onError?.(error);
    const either = AbortSignal.any([signal, this.end.signal]);
    await pause(wait, undefined, { signal: either }).catch(() => {});
  }

  private refuseWhenStopped(): void {
    if (this.end.signal.aborted) throw new Error('The event store is stopped.');
  }
}

/** Would only happen again. */
const isFinal = (error: unknown): boolean =>
  error instanceof TypeError ||
  error instanceof AccessDenied ||
  error instanceof PositionBeyondHead;

const longer = (wait: number): number => Math.min(wait * 2, LONGEST_PAUSE);
