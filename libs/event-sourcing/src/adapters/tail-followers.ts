import { categoryOf } from '../event-store.js';
import type { FollowOptions, StoredEvent } from '../event-store.js';
import { WakeUps } from './wake-ups.js';

/** Somebody who follows a shared tail. */
export interface TailFollower extends Omit<FollowOptions, 'after'> {
  wants(category: string): boolean;
  /** *Caught up* is still to be said. */
  isBehind: boolean;
  /** Head of the store when what was kept had been handed out: there it is said. Empty: the store was. */
  goal: string | undefined;
  /** The log that it follows; another one came when it went backwards. */
  readonly log: number;
  readonly wakeUps: WakeUps;
}

/** What moves only the positions of followers wakes them no more often than this. */
const OTHERS_NEWS_MS = 20;

/** Those who follow a shared tail, woken for what concerns them: most appends concern few of many. */
export class TailFollowers {
  private readonly all = new Set<TailFollower>();
  private othersNews: NodeJS.Timeout | undefined;

  add({ categories, signal }: FollowOptions, log: number): TailFollower {
    const wanted = new Set(categories);
    const follower: TailFollower = {
      categories,
      signal,
      wants: (category) => categories === 'all' || wanted.has(category),
      isBehind: true,
      goal: undefined,
      log,
      wakeUps: new WakeUps(),
    };
    this.all.add(follower);
    return follower;
  }

  remove(follower: TailFollower): void {
    this.all.delete(follower);
  }

  wakeAll(): void {
    for (const { wakeUps } of this.all) wakeUps.ring();
  }

  /** At once for events of their categories; for those of others in a moment, all together. */
  wakeFor(events: readonly StoredEvent[]): void {
    const categories = [...new Set(events.map(({ stream }) => categoryOf(stream)))];
    let woken = 0;
    for (const { isBehind, wants, wakeUps } of this.all) {
      if (!isBehind && !categories.some(wants)) continue;
      wakeUps.ring();
      woken += 1;
    }
    if (woken === this.all.size) return;
    this.othersNews ??= setTimeout(() => {
      this.othersNews = undefined;
      this.wakeAll();
    }, OTHERS_NEWS_MS);
  }

  stop(): void {
    clearTimeout(this.othersNews);
    this.wakeAll();
  }
}
