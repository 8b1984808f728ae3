import type { Contract, PublishedEvent } from '@onestory/contracts';
import { causeOf } from '@onestory/event-sourcing';
import { decode } from './cloud-events.js';
import type { Delivered } from './exchange.js';
import type { Asks } from './message-of.js';

/** What was made of a delivered message. */
export interface Item {
  readonly delivered: Delivered;
  readonly message?: PublishedEvent;
  /** Why it cannot be handled, whatever is tried. */
  readonly unreadable?: string;
  /** Its type is unknown to this consumer, or of no concern to it. */
  readonly skip?: boolean;
  readonly concern?: Asks;
}

const decoded = new WeakMap<Uint8Array, PublishedEvent>();

/** What several consumers of this process receive is decoded once. */
const decodedOf = (value: Uint8Array): PublishedEvent => {
  const known = decoded.get(value);
  if (known) return known;
  const message = decode(value);
  decoded.set(value, message);
  return message;
};

/** Unknown attributes and fields are ignored, unknown types skipped; a broken promise is told, never passed on. */
const readMessage = (
  delivered: Delivered,
  contracts: ReadonlyMap<string, Contract> | undefined,
): Item => {
  try {
    const message = decodedOf(delivered.value);
    if (!contracts) return { delivered, message };
    const contract = contracts.get(message.type);
    if (!contract) return { delivered, message, skip: true };
    const data = contract.schema.safeParse(message.data);
    if (data.success) return { delivered, message: { ...message, data: data.data } };
    const fields = [...new Set(data.error.issues.map(({ path }) => path.join('.')))];
    const unreadable = `not as ${contract.type} promises: ${fields.join(', ')}`.slice(0, 200);
    return { delivered, message, unreadable };
  } catch (error) {
    return { delivered, unreadable: causeOf(error) };
  }
};

/** The same, and what it asks for. */
export const readItem = (
  delivered: Delivered,
  contracts: ReadonlyMap<string, Contract> | undefined,
  concernOf?: (message: never) => Asks,
): Item => {
  const item = readMessage(delivered, contracts);
  const { message, skip, unreadable } = item;
  if (!message || skip || unreadable !== undefined || !concernOf) return item;
  const concern = concernOf(message as never);
  return { ...item, concern, skip: concern === 'nothing' };
};
