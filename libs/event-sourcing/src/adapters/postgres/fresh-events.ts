import type { Position, StoredEvent, StreamName } from '../../event-store.js';
import { sizeOf } from '../check-append.js';

interface Batch {
  readonly events: readonly StoredEvent[];
  readonly upTo: Position;
  readonly bytes: number;
}

const MOST_BYTES = 4_000_000;

/**
 * What this process has just stored. A follower that stands where a batch begins has it from here, and asks the
 * database for nothing: everything before is with it already, and positions have no gaps.
 */
export class FreshEvents {
  /** By the position before their first event, oldest first. */
  private readonly batches = new Map<Position | undefined, Batch>();
  private bytes = 0;

  add(after: Position | undefined, events: readonly StoredEvent[]): void {
    const bytes = events.reduce((sum, event) => sum + sizeOf(event), 0);
    this.batches.set(after, { events, upTo: events.at(-1)!.position, bytes });
    this.bytes += bytes;
    for (const [oldest, batch] of this.batches) {
      if (this.bytes <= MOST_BYTES) break;
      this.batches.delete(oldest);
      this.bytes -= batch.bytes;
    }
  }

  clear(): void {
    this.batches.clear();
    this.bytes = 0;
  }

  /** All that follows `position` without a gap. Undefined when that is not here. */
  after(
    position: Position | undefined,
    wanted: (stream: StreamName) => boolean,
  ): { readonly events: readonly StoredEvent[]; readonly upTo: Position } | undefined {
    let batch = this.batches.get(position);
    if (!batch) return undefined;
    const events: StoredEvent[] = [];
    for (let next: Batch | undefined = batch; next; next = this.batches.get(next.upTo)) {
      batch = next;
      for (const event of next.events) if (wanted(event.stream)) events.push(event);
    }
    return { events, upTo: batch.upTo };
  }
}
