import { isAccessCategory } from './adapters/positions.js';
import { AccessDenied, categoryOf } from './event-store.js';
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

/**
 * The store as one service gets it: its own categories, and no others. `all` means its own, access records
 * left out. Stopping is for whoever made the store; here it does nothing.
 */
export const scopedStore = (store: EventStore, categories: readonly string[]): EventStore =>
  new ScopedStore(store, categories);

class ScopedStore implements EventStore {
  private readonly own: ReadonlySet<string>;

  constructor(
    private readonly store: EventStore,
    categories: readonly string[],
  ) {
    this.own = new Set(categories);
  }

  async append(
    stream: StreamName,
    expected: 'none' | bigint,
    events: readonly NewEvent[],
  ): Promise<Appended> {
    this.refuseOthers(categoryOf(stream), stream);
    return this.store.append(stream, expected, events);
  }

  read(stream: StreamName, options?: ReadOptions): AsyncIterable<readonly StoredEvent[]> {
    return this.own.has(categoryOf(stream)) ? this.store.read(stream, options) : denied(stream);
  }

  async *follow(options: FollowOptions): AsyncGenerator<Followed, void, void> {
    yield* this.store.follow({ ...options, categories: this.followed(options.categories) });
  }

  head(): Promise<Position | undefined> {
    return this.store.head();
  }

  eventAt(position: Position): Promise<string | undefined> {
    return this.store.eventAt(position);
  }

  async stop(): Promise<void> {}

  private followed(categories: readonly string[] | 'all'): readonly string[] {
    if (categories === 'all') return [...this.own].filter((it) => !isAccessCategory(it));
    for (const category of categories) this.refuseOthers(category, `${category}-*`);
    return categories;
  }

  private refuseOthers(category: string, what: string): void {
    if (!this.own.has(category)) throw new AccessDenied(what);
  }
}

const denied = (stream: StreamName): AsyncIterable<never> => ({
  [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new AccessDenied(stream)) }),
});
