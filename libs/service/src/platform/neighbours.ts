import type { PostgresEventStore } from '@onestory/event-sourcing';

/** What goes from mouth to mouth: the event store carries it, and looks up whether another process is there at all. */
type Mouth = Pick<PostgresEventStore, 'say' | 'hear'>;

const MOVED = 'moved ';

/**
 * Processes of one installation tell one another that rows of a service were committed. Who waits here may wait for
 * what a follower writes there, since each follower runs in one process at a time.
 */
export class Neighbours {
  private readonly listeners = new Map<string, () => void>();

  constructor(private readonly mouth: Mouth) {
    void mouth.hear((word) => {
      if (word.startsWith(MOVED)) this.listeners.get(word.slice(MOVED.length))?.();
    });
  }

  /**
   * `onMoved` is called when rows of the service were committed in any process. Call what is returned when it was in
   * this one: that is cheap, since without another process nothing is said, and under load it is said once for many.
   */
  join(service: string, onMoved: () => void): () => void {
    this.listeners.set(service, onMoved);
    return () => {
      onMoved();
      this.mouth.say(MOVED + service);
    };
  }
}
