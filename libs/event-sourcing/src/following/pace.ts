import { Waiters } from './waiters.js';

const MS_PER_ITEM = 8;
const LONGEST_MS = 50;
/** So many at once are not news that comes in step with work, but a backlog: there is more of it already. */
const BACKLOG = 100;

/**
 * How a follower goes under load. Each batch costs a transaction however small it is: the more came at once, the longer
 * it waits for more to come with the next. What comes after a rest is handled at once, and so is a backlog.
 */
export class Pace {
  private readonly resting = new Waiters();

  /** After a batch of so many. */
  async rest(items: number): Promise<void> {
    if (items === 0 || items >= BACKLOG) return;
    await this.resting.next(Math.min(LONGEST_MS, items * MS_PER_ITEM));
  }

  /** Somebody waits for what comes next, or it is to stop. */
  hurry(): void {
    this.resting.wake();
  }
}
