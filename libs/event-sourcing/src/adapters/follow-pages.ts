import { setMaxListeners } from 'node:events';
import type { Followed, Position, StoredEvent } from '../event-store.js';
import type { WakeUps } from './wake-ups.js';

export interface Page {
  readonly events: readonly StoredEvent[];
  /** Everything wanted up to here is in this page or in earlier ones. Undefined in an empty store. */
  readonly upTo: Position | undefined;
  /** What was stored beyond it when it was read: much means that the follower is behind. */
  readonly more: 'nothing' | 'a little' | 'much';
}

export interface Pages {
  /** `isLive`: the follower was at the end of the store before. */
  after(position: Position | undefined, isLive: boolean): Promise<Page>;
  readonly wakeUps: WakeUps;
  /** Milliseconds between looks while nothing rings: from the first to the second. */
  readonly patience: readonly [number, number];
}

/**
 * The one queue of a follower: pages and *caught up* leave it in order, each only when the one before was
 * handled, because a generator gives nothing until it is asked again. So memory is one page.
 */
export async function* followPages(
  pages: Pages,
  after: Position | undefined,
  signal: AbortSignal,
): AsyncGenerator<Followed, void, void> {
  setMaxListeners(0, signal); // a process stops many followers by one signal
  let position = after;
  let behind = true;
  let [patience, most] = pages.patience;
  while (!signal.aborted) {
    const seen = pages.wakeUps.count;
    const page = await pages.after(position, !behind);
    if (signal.aborted) return;
    if (page.upTo !== undefined && page.upTo !== position) {
      position = page.upTo;
      yield { kind: 'page', events: page.events, position };
    }
    if (page.more !== 'nothing') {
      behind ||= page.more === 'much';
      continue;
    }
    if (behind) {
      behind = false;
      yield { kind: 'caught up', position };
    }
    const rung = await pages.wakeUps.since(seen, patience, signal);
    patience = rung ? pages.patience[0] : Math.min(patience * 2, most);
  }
}
