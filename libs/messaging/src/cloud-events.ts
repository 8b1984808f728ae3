import { messageSchema } from '@onestory/contracts';
import type { Contract, DataOf, PublishedEvent } from '@onestory/contracts';
import { Unhandleable } from '@onestory/event-sourcing';
import type { StoredFact } from '@onestory/event-sourcing';
import type { AnyFact, ChildId } from '@onestory/kernel';
import type { Outgoing } from './exchange.js';

const CLOUD_EVENT = 'application/cloudevents+json';

/** The bytes are not a CloudEvent of ours. Says which attributes, never what they hold. */
export class UnreadableMessage extends Unhandleable {
  constructor(reason: string) {
    super(reason);
    this.name = 'UnreadableMessage';
  }
}

const utf8 = new TextEncoder();
const text = new TextDecoder('utf-8', { fatal: true });

/** Structured mode. `children` is a list to us; a context attribute may not be one, so ids stand side by side. */
export const encode = (event: PublishedEvent): Outgoing => {
  const { children, data, ...attributes } = event;
  const wire = {
    ...attributes,
    ...(children.length > 0 && { children: children.join(' ') }),
    data,
  };
  return {
    key: event.partitionkey,
    value: utf8.encode(JSON.stringify(wire)),
    headers: { 'content-type': CLOUD_EVENT },
  };
};

/** @throws UnreadableMessage. Attributes that this version does not know are left out. */
export const decode = (value: Uint8Array): PublishedEvent => {
  const read = messageSchema.safeParse(parse(value));
  if (!read.success) {
    const attributes = read.error.issues.map((issue) => issue.path.join('.') || 'the whole');
    throw new UnreadableMessage(`not a CloudEvent of ours: ${[...new Set(attributes)].join(', ')}`);
  }
  const { children, ...event } = read.data;
  return { ...event, children: children ? (children.split(' ') as ChildId[]) : [] };
};

const parse = (value: Uint8Array): unknown => {
  try {
    return JSON.parse(text.decode(value));
  } catch {
    throw new UnreadableMessage('not JSON in UTF-8');
  }
};

/** What order is kept by: the episode, else the child, else the stream. */
export const partitionKey = (of: {
  readonly stream: string;
  readonly episode?: string;
  readonly children?: readonly string[];
}): string => of.episode ?? (of.children?.length === 1 ? of.children[0]! : of.stream);

/** What is told of a fact under a contract. `data` is what the contract promises, ids and codes only. */
export const published = <C extends Contract>(
  contract: C,
  of: StoredFact<AnyFact>,
  data: DataOf<C>,
): PublishedEvent<DataOf<C>> => ({
  specversion: '1.0',
  id: of.id,
  type: contract.type,
  source: `/services/${contract.owner}`,
  subject: of.stream,
  time: of.occurredAt,
  ...(of.occurredPrecision && { occurredprecision: of.occurredPrecision }),
  recordedtime: of.recordedAt,
  sequence: of.revision.toString().padStart(20, '0'),
  sourceposition: of.position,
  partitionkey: partitionKey(of),
  area: of.area,
  actor: of.actor,
  agency: of.agency,
  ...(of.onBehalfOf && { onbehalfof: of.onBehalfOf }),
  ...(of.episode && { episode: of.episode }),
  children: of.children ?? [],
  correlationid: of.correlation,
  causationid: of.causation,
  ...(of.traceparent && { traceparent: of.traceparent }),
  datacontenttype: 'application/json',
  dataschema: `urn:onestory:contract:${contract.type}`,
  data,
});
