import { topicOf } from '@onestory/contracts';
import { StoreRunner } from '@onestory/event-sourcing';
import type { FollowingPorts } from '@onestory/event-sourcing';
import { publisher } from '@onestory/messaging';
import type { ServiceRuntime } from './runtime.js';
import { Translation } from './translation.js';

/** Own facts that others may know of, to the service's topic. */
export const publisherOf = (
  { platform, definition, name }: ServiceRuntime,
  ports: FollowingPorts,
): StoreRunner | undefined => {
  const translation = new Translation(definition);
  if (translation.codecs.length === 0) return undefined;
  const follower = publisher({
    name: 'publisher',
    exchange: platform.exchange,
    topic: topicOf(name),
    codecs: translation.codecs,
    publicationOf: (fact) => translation.of(fact),
  });
  const runner = new StoreRunner(ports, follower, 'publisher');
  platform.publishers.set(name, runner);
  return runner;
};
