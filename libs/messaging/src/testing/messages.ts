import { ConcernRecordedV1, TacHeldV1 } from '@onestory/contracts';
import type { PublishedEvent } from '@onestory/contracts';
import { idFrom } from '@onestory/kernel';
import type { AreaId, Id } from '@onestory/kernel';
import { encode } from '../cloud-events.js';
import type { Outgoing } from '../exchange.js';

/** The same id for the same name, in every test. */
export const idOf = <I extends Id<string>>(...names: readonly (string | number)[]): I =>
  idFrom(...names);

const about = (
  household: string,
  number: number,
): Omit<PublishedEvent, 'type' | 'id' | 'data' | 'source'> => ({
  specversion: '1.0',
  subject: `concern-${idOf('child', household)}`,
  time: '2026-03-05T14:00:00.000Z',
  recordedtime: '2026-03-05T15:00:00.000Z',
  sequence: `${number}`.padStart(20, '0'),
  sourceposition: '1',
  partitionkey: idOf(household),
  area: 'ashcombe' as AreaId,
  actor: idOf('practitioner'),
  agency: idOf('agency'),
  episode: idOf(household),
  children: [idOf('child', household)],
  correlationid: idOf('correlation', household, number),
  causationid: idOf('causation', household, number),
  datacontenttype: 'application/json',
  dataschema: 'urn:onestory:contract:of-a-test',
});

/** The n-th concern about a household's child, told by assessment. Key: the household's episode. */
export const concern = (
  household: string,
  number: number,
  changes: Partial<PublishedEvent> = {},
): PublishedEvent => ({
  ...about(household, number),
  id: idOf('concern', household, number),
  type: ConcernRecordedV1.type,
  source: '/services/assessment',
  data: { child: idOf('child', household), episode: idOf(household) },
  ...changes,
});

/** The n-th meeting of its team, told by lead-professional under the same key. */
export const meeting = (household: string, number: number): PublishedEvent => ({
  ...about(household, number),
  id: idOf('meeting', household, number),
  type: TacHeldV1.type,
  source: '/services/lead-professional',
  data: { episode: idOf(household) },
});

export const sent = (...events: readonly PublishedEvent[]): readonly Outgoing[] =>
  events.map(encode);

export const numberOf = ({ sequence }: { readonly sequence: string }): number => Number(sequence);
