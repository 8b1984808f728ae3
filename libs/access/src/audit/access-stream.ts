import { isClearRefusal, RevisionConflict } from '@onestory/event-sourcing';
import type { EventStore, NewEvent, StreamName } from '@onestory/event-sourcing';

/**
 * A stream with one writer, which knows the revision that comes next. An append whose outcome is unknown is
 * repeated with the same ids at the same revision; while it stays unknown, nothing else is appended.
 */
export class AccessStream {
  private expected: 'none' | bigint = 'none';
  /** Perhaps written: settled before anything else, or the next append would tear a hole or collide. */
  private unsettled: readonly NewEvent[] | undefined;

  /** `again` waits before the next attempt and says whether there is one. */
  constructor(
    private readonly store: EventStore,
    private readonly name: StreamName,
    private readonly again: (attempt: number) => Promise<boolean>,
  ) {}

  /** One at a time. Resolves when the events are durable. */
  async append(events: readonly NewEvent[]): Promise<void> {
    if (this.unsettled) await this.settle(this.unsettled);
    await this.settle(events);
  }

  private async settle(events: readonly NewEvent[]): Promise<void> {
    this.unsettled = events;
    for (let attempt = 0; ; attempt += 1) {
      try {
        await this.attempt(events);
        this.unsettled = undefined;
        return;
      } catch (error) {
        if (isClearRefusal(error)) this.unsettled = undefined;
        if (isClearRefusal(error) || !(await this.again(attempt))) throw error;
      }
    }
  }

  private async attempt(events: readonly NewEvent[]): Promise<void> {
    try {
      const { revision } = await this.store.append(this.name, this.expected, events);
      this.expected = revision;
    } catch (error) {
      if (!(error instanceof RevisionConflict)) throw error;
      if (!(await this.isThere(events))) throw error;
    }
  }

  /** After a conflict: our own ids found means that an earlier attempt had been written. */
  private async isThere(events: readonly NewEvent[]): Promise<boolean> {
    const from = this.expected === 'none' ? 0n : this.expected + 1n;
    const wanted = new Set(events.map(({ id }) => id));
    let found = 0;
    let last = this.expected;
    for await (const page of this.store.read(this.name, { from })) {
      last = page.at(-1)!.revision;
      found += page.filter(({ id }) => wanted.has(id)).length;
    }
    this.expected = last;
    return found === wanted.size;
  }
}
