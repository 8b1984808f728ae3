import { Streams } from '@onestory/event-sourcing';
import type { History, StreamPorts } from '@onestory/event-sourcing';
import type { AnyFact } from '@onestory/kernel';

/** The streams of a service, by history. Its store refuses the categories of other services. */
export class OwnStreams {
  private readonly byCategory = new Map<string, unknown>();

  constructor(private readonly ports: StreamPorts) {}

  of<State, F extends AnyFact>(history: History<State, F>): Streams<State, F> {
    const { category } = history.evolution;
    const known = this.byCategory.get(category) as Streams<State, F> | undefined;
    if (known) return known;
    const made = new Streams(this.ports, history);
    this.byCategory.set(category, made);
    return made;
  }
}
