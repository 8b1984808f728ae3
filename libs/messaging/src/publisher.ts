import type { PublishedEvent } from '@onestory/contracts';
import { metadataOf, Refused } from '@onestory/event-sourcing';
import type { Decoder, Follower, StoredEvent, StoredFact } from '@onestory/event-sourcing';
import type { AnyFact } from '@onestory/kernel';
import { encode, partitionKey } from './cloud-events.js';
import { MessageRefused } from './exchange.js';
import type { Exchange, Outgoing } from './exchange.js';

export interface PublisherOptions {
  readonly name: string;
  readonly exchange: Exchange;
  readonly topic: string;
  /** The codecs of the categories from which something is published. */
  readonly codecs: readonly Decoder<AnyFact>[];
  /** Undefined: the fact stays private. */
  publicationOf(fact: StoredFact<AnyFact>): PublishedEvent | undefined;
}

/**
 * A follower of own streams that publishes what others may know. One publish is in flight, and the checkpoint
 * moves after the acknowledgement, so that a crash can only duplicate.
 */
export const publisher = ({
  name,
  exchange,
  topic,
  codecs,
  publicationOf,
}: PublisherOptions): Follower => ({
  name,
  codecs,
  keyOf: keyOfPublication,
  react: {
    prepare: async (facts) =>
      facts.map((fact) => {
        const publication = publicationOf(fact);
        return publication && encode(publication);
      }),
    deliver: async (ready) => publish(exchange, topic, ready as readonly (Outgoing | undefined)[]),
  },
});

const publish = async (
  exchange: Exchange,
  topic: string,
  ready: readonly (Outgoing | undefined)[],
): Promise<void> => {
  const places = [...ready.keys()].filter((index) => ready[index]);
  if (places.length === 0) return;
  try {
    await exchange.publish(
      topic,
      places.map((index) => ready[index]!),
    );
  } catch (error) {
    throw error instanceof MessageRefused ? new Refused(places[error.index]!, error) : error;
  }
};

/** The partition key that the message has or would have. */
const keyOfPublication = (event: StoredEvent): string => {
  const { stream } = event;
  try {
    const { episode, children } = metadataOf(event);
    return partitionKey({ stream, ...(episode && { episode }), ...(children && { children }) });
  } catch {
    return stream;
  }
};
