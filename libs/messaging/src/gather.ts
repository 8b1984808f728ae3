import type { Followed, Position, StoredEvent } from '@onestory/event-sourcing';

export interface Gathered {
  readonly events: readonly StoredEvent[];
  /** Everything up to here is in this batch or was in one before. */
  readonly position: Position;
}

/**
 * Batches of what arrived while the last one was handled, at most so many events each; the source waits when
 * as many again are there.
 */
export async function* gather(
  source: AsyncIterable<Followed>,
  largest: number,
): AsyncGenerator<Gathered> {
  const queue: { event?: StoredEvent; position: Position }[] = [];
  let ended = false;
  let failure: { error: unknown } | undefined;
  let wakeReader = () => {};
  let wakeSource = () => {};
  const pump = async () => {
    for await (const item of source) {
      if (ended) return;
      if (item.kind === 'event') queue.push({ event: item.event, position: item.event.position });
      else if (item.position !== undefined) queue.push({ position: item.position });
      wakeReader();
      while (queue.length >= 2 * largest && !ended)
        await new Promise<void>((resolve) => (wakeSource = resolve));
    }
  };
  void pump()
    .catch((error: unknown) => (failure = { error }))
    .finally(() => {
      ended = true;
      wakeReader();
    });
  try {
    while (true) {
      while (queue.length === 0 && !ended)
        await new Promise<void>((resolve) => (wakeReader = resolve));
      const taken = queue.splice(0, largest);
      wakeSource();
      const last = taken.at(-1);
      if (!last) break;
      yield { events: taken.flatMap(({ event }) => event ?? []), position: last.position };
    }
    if (failure) throw failure.error;
  } finally {
    ended = true;
    wakeSource();
  }
}
