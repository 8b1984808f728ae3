import type { PublishedEvent } from '@onestory/contracts';
import { categoryOf } from '@onestory/event-sourcing';
import type { Decoder, StoredEvent, StoredFact } from '@onestory/event-sourcing';
import type { AnyFact } from '@onestory/kernel';
import { published as publishedEvent } from '@onestory/messaging';
import type { Publication, ServiceDefinition } from '../definition/service-definition.js';

/** Own facts -> published events, by the service's `publications/`. */
export class Translation {
  private readonly byCategory: ReadonlyMap<
    string,
    {
      readonly decoder: Decoder<AnyFact>;
      readonly publish: Readonly<Record<string, (it: never) => Publication | undefined>>;
    }
  >;

  private readonly made = new WeakMap<StoredFact<AnyFact>, PublishedEvent>();

  constructor(definition: ServiceDefinition) {
    this.byCategory = new Map(
      (definition.publications ?? []).map(({ history, publish }) => [
        history.evolution.category,
        { decoder: history.codec as unknown as Decoder<AnyFact>, publish },
      ]),
    );
  }

  get codecs(): readonly Decoder<AnyFact>[] {
    return [...this.byCategory.values()].map(({ decoder }) => decoder);
  }

  get categories(): readonly string[] {
    return [...this.byCategory.keys()];
  }

  /** Whether facts of this type are told at all; others need not be decoded. */
  tells(event: StoredEvent): boolean {
    return this.byCategory.has(categoryOf(event.stream));
  }

  /** The same for the same fact: a follower reacts to it, then derives rows from it. */
  of(it: StoredFact<AnyFact>): PublishedEvent | undefined {
    const known = this.made.get(it);
    if (known) return known;
    const made = this.make(it);
    if (made) this.made.set(it, made);
    return made;
  }

  private make(it: StoredFact<AnyFact>): PublishedEvent | undefined {
    const publication = this.byCategory.get(categoryOf(it.stream))?.publish[it.type]?.(it as never);
    return publication && publishedEvent(publication.contract, it, publication.data as never);
  }
}
