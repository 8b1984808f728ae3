import type { Contract, WireDataOf, PublishedEvent } from '@onestory/contracts';
import { newId } from '@onestory/kernel';

type Text<T> = T extends string ? string : T extends readonly string[] ? readonly string[] : T;

/** Attributes as they are on the wire: ids are text. */
type Attributes = { readonly [Name in keyof PublishedEvent]?: Text<PublishedEvent[Name]> };

/** A message of another service, for specs: ids that are not given are made up. */
export const message = <C extends Contract>(
  contract: C,
  data: WireDataOf<C>,
  more: Attributes = {},
): PublishedEvent => {
  const subject = more.subject ?? `spec-${newId()}`;
  return {
    specversion: '1.0',
    id: newId(),
    type: contract.type,
    source: `/services/${contract.owner}`,
    subject,
    time: '2026-01-13T09:00:00.000Z',
    recordedtime: more.time ?? '2026-01-13T09:00:00.000Z',
    sequence: '0'.padStart(20, '0'),
    sourceposition: '1'.padStart(20, '0'),
    partitionkey: more.episode ?? more.children?.[0] ?? subject,
    area: 'ashcombe',
    actor: newId(),
    agency: newId(),
    children: [],
    correlationid: newId(),
    causationid: newId(),
    datacontenttype: 'application/json',
    dataschema: `/schemas/${contract.type}`,
    data: data as Record<string, unknown>,
    ...more,
  } as PublishedEvent;
};
