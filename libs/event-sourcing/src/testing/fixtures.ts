import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { eventsOf, RevisionConflict } from '../event-store.js';
import type {
  EventStore,
  Followed,
  NewEvent,
  Position,
  StoredEvent,
  StreamName,
} from '../event-store.js';

/** A store on empty storage of its own. */
export interface StoreUnderTest {
  readonly store: EventStore;
  dispose(): Promise<void>;
}

export const event = (given: Partial<NewEvent> = {}): NewEvent => ({
  id: randomUUID(),
  type: 'Happened',
  data: '{"what":"something"}',
  metadata: '{}',
  ...given,
});

export const events = (count: number): NewEvent[] => Array.from({ length: count }, () => event());

/** Each case has a category of its own, so that cases can share a store. */
export const newCategory = (): string => `thing${randomUUID().slice(0, 8)}`;
export const streamOf = (category: string): StreamName => `${category}-${randomUUID()}`;
export const newStream = (): StreamName => streamOf(newCategory());

/** Everything of an iteration, at most until the signal ends it. */
export const all = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
};

export const revisions = async (store: EventStore, stream: StreamName, from?: bigint) =>
  (await eventsOf(store.read(stream, from === undefined ? {} : { from }))).map((it) => it.revision);

/** A stream that is at revision 2, and its three events. */
export const streamAtTwo = async (store: EventStore) => {
  const stream = newStream();
  const three = events(3);
  const appended = await store.append(stream, 'none', three);
  return { stream, three, appended };
};

/** What an append came to, in the words of the recorded answers. */
export const outcome = async (append: Promise<{ revision: bigint }>): Promise<string> => {
  try {
    return `revision ${(await append).revision}`;
  } catch (error) {
    if (error instanceof RevisionConflict)
      return `conflict: ${error.expected}, actual ${error.actual}`;
    throw error;
  }
};

/** Follows until `enough` says so; a follower that waits longer is a defect, not a slow machine. */
export const followUntil = async (
  store: EventStore,
  categories: readonly string[] | 'all',
  enough: (so: readonly Followed[]) => boolean,
  options: { after?: Position | undefined; handle?: (it: Followed) => Promise<void> | void } = {},
): Promise<Followed[]> => {
  const stop = AbortSignal.timeout(20_000);
  const done = new AbortController();
  const seen: Followed[] = [];
  const signal = AbortSignal.any([stop, done.signal]);
  for await (const it of store.follow({ categories, after: options.after, signal })) {
    await options.handle?.(it);
    seen.push(it);
    if (enough(seen)) done.abort();
  }
  if (stop.aborted)
    throw new Error(`Still waiting after ${seen.length} items: ${said(seen).slice(-9)}`);
  return seen;
};

export const isCaughtUp = (seen: readonly Followed[]): boolean => seen.at(-1)?.kind === 'caught up';

/** `0`, `1`, `caught up`: what was handed out, in order. */
export const said = (seen: readonly Followed[]): (string | number)[] =>
  seen.flatMap((it): (string | number)[] =>
    it.kind === 'page' ? it.events.map(({ revision }) => Number(revision)) : [it.kind],
  );

export const eventsIn = (seen: readonly Followed[]): StoredEvent[] =>
  seen.flatMap((it) => (it.kind === 'page' ? it.events : []));

export const place = (it: StoredEvent): string => `${it.stream}@${it.revision}`;

/** Waits for what must come soon. */
export const eventually = async (holds: () => boolean, within = 60_000): Promise<void> => {
  for (const until = Date.now() + within; !holds(); await pause(2)) {
    if (Date.now() > until) throw new Error(`This did not come true within ${within} ms: ${holds}`);
  }
};

export { pause };
