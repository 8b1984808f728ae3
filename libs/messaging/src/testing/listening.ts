import type { Consumption, Delivered, Exchange, Subscription } from '../exchange.js';

/** What a group was given, with the offsets that it keeps: all in memory, so it survives any exchange. */
export class Listening {
  readonly batches: (readonly Delivered[])[] = [];
  readonly next = new Map<string, bigint>();
  /** Called with each batch before it counts as handled; may reject. */
  onBatch: (batch: readonly Delivered[], signal: AbortSignal) => Promise<void> = async () =>
    undefined;

  constructor(
    readonly group: string,
    readonly topics: readonly string[],
  ) {}

  get messages(): readonly Delivered[] {
    return this.batches.flat();
  }

  get values(): readonly string[] {
    return this.messages.map(textOf);
  }

  join(exchange: Exchange): Consumption {
    const subscription: Subscription = {
      group: this.group,
      topics: this.topics,
      startAt: async (topic, partition) => this.next.get(`${topic}/${partition}`),
      handle: async (batch, signal) => {
        await this.onBatch(batch, signal);
        const last = batch.at(-1)!;
        this.batches.push(batch);
        this.next.set(`${last.topic}/${last.partition}`, last.offset + 1n);
      },
    };
    return exchange.consume(subscription);
  }
}

export const textOf = ({ value }: { readonly value: Uint8Array }): string =>
  new TextDecoder().decode(value);

export const message = (key: string, text: string) => ({
  key,
  value: new TextEncoder().encode(text),
});

/** Real time; fails with what was found last. */
export const eventually = async (check: () => unknown, withinMs = 60_000): Promise<void> => {
  const deadline = performance.now() + withinMs;
  for (;;)
    try {
      return void (await check());
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
};

export const numbered = (count: number, from = 0): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${from + index}`);

export const offsetsPerPartition = (
  messages: readonly Delivered[],
): readonly (readonly bigint[])[] => {
  const offsets = new Map<string, bigint[]>();
  for (const { topic, partition, offset } of messages) {
    const place = `${topic}/${partition}`;
    offsets.set(place, [...(offsets.get(place) ?? []), offset]);
  }
  return [...offsets.values()];
};
