import { HistoryNewerThanThisVersion, isOutage, metadataOf } from '@onestory/event-sourcing';
import type { StoredEvent } from '@onestory/event-sourcing';
import { PAUSES_MS, wait } from './attempts.js';
import { partitionKey } from './cloud-events.js';
import type { Outgoing } from './exchange.js';

export interface TranslatingOptions {
  /** One answer for each event, in order; undefined for what stays private. */
  translate(events: readonly StoredEvent[]): Promise<readonly (Outgoing | undefined)[]>;
  /** Of an event that cannot be translated. Default: episode, else child, else stream. */
  keyOf?(event: StoredEvent): string;
  /** What must be waited for rather than parked. Default: lost connections. */
  readonly isOutage?: (error: unknown) => boolean;
}

export interface Translated {
  readonly event: StoredEvent;
  readonly key: string;
  /** Undefined: it stays private, or it failed. */
  readonly message?: Outgoing | undefined;
  readonly failure?: { readonly error: unknown; readonly attempts: number };
}

/** Own events to messages: all at once, and one by one when something is wrong with one of them. */
export class Translating {
  constructor(private readonly options: TranslatingOptions) {}

  /** `newer`: why it ended before the first event that only a newer version can read. */
  async all(
    events: readonly StoredEvent[],
    signal: AbortSignal,
  ): Promise<{ readonly readable: readonly Translated[]; readonly newer?: string }> {
    try {
      return { readable: await this.once(events) };
    } catch (error) {
      if (this.isOutage(error)) throw error;
    }
    const readable: Translated[] = [];
    for (const event of events) {
      const it = await this.patiently(event, signal);
      if (it.failure?.error instanceof HistoryNewerThanThisVersion)
        return { readable, newer: it.failure.error.message };
      readable.push(it);
    }
    return { readable };
  }

  async once(events: readonly StoredEvent[]): Promise<readonly Translated[]> {
    const messages = await this.options.translate(events);
    if (messages.length !== events.length)
      throw new Error(`${events.length} events were translated to ${messages.length} answers.`);
    return events.map((event, index) => ({
      event,
      message: messages[index],
      key: messages[index]?.key ?? event.stream,
    }));
  }

  private async patiently(event: StoredEvent, signal: AbortSignal): Promise<Translated> {
    for (let attempts = 1; ; attempts += 1)
      try {
        const [translated] = await this.once([event]);
        return translated!;
      } catch (error) {
        if (this.isOutage(error)) throw error;
        signal.throwIfAborted();
        const ms = PAUSES_MS[attempts - 1];
        if (ms === undefined || error instanceof HistoryNewerThanThisVersion)
          return { event, key: this.keyOf(event), failure: { error, attempts } };
        await wait(ms, signal);
      }
  }

  private isOutage(error: unknown): boolean {
    return (this.options.isOutage ?? isOutage)(error);
  }

  private keyOf(event: StoredEvent): string {
    if (this.options.keyOf) return this.options.keyOf(event);
    const { stream } = event;
    try {
      const { episode, children } = metadataOf(event);
      return partitionKey({ stream, ...(episode && { episode }), ...(children && { children }) });
    } catch {
      return stream;
    }
  }
}
