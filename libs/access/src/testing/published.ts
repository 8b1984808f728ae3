import type { PublishedEvent } from '@onestory/contracts';
import { idFrom } from '@onestory/kernel';
import type { EventId } from '@onestory/kernel';
import { ashcombe, me, myAgency } from './cases.js';

/** A published event as a consumer gets it; ids are the same in every run. */
export const published = (
  type: string,
  data: object,
  as: Partial<PublishedEvent> & { readonly revision?: number } = {},
): PublishedEvent => {
  const { revision = 0, ...rest } = as;
  const id = idFrom<EventId>('message', type, revision, JSON.stringify(data), JSON.stringify(rest));
  return {
    specversion: '1.0',
    id,
    type,
    source: `/services/${type.split('.')[0]}`,
    subject: `stream-${id}`,
    time: '2026-01-13T09:00:00.000Z',
    recordedtime: '2026-01-13T09:00:00.000Z',
    sequence: String(revision).padStart(20, '0'),
    sourceposition: '0',
    partitionkey: id,
    area: ashcombe,
    actor: me,
    agency: myAgency,
    correlationid: idFrom('correlation'),
    causationid: id,
    datacontenttype: 'application/json',
    dataschema: 'about:blank',
    children: [],
    data,
    ...rest,
  };
};
