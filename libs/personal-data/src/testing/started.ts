import { newId } from '@onestory/kernel';
import type { ChildId, EpisodeId, Personal } from '@onestory/kernel';
import { InMemoryKeyStore } from '../adapters/in-memory/in-memory-key-store.js';
import { each, ofTheEpisode, personal, plain, shape } from '../field-rules.js';
import { fieldsOf, openFields, refsIn } from '../fields.js';
import type { KeyOwner } from '../keys.js';

interface Detail {
  readonly child: ChildId;
  readonly name: Personal<string>;
}

export interface Started {
  readonly child: ChildId;
  readonly codes: readonly string[];
  readonly reason: Personal<string>;
  readonly note?: Personal<{ readonly text: string; readonly lines: readonly number[] } | null>;
  readonly home: { readonly area: string; readonly postcode: Personal<string> } | null;
  readonly details: readonly Detail[];
}

const contactOf = (data: { child: ChildId }): KeyOwner => ({
  person: data.child,
  class: 'contact',
});

export const started = fieldsOf<Started>({
  child: plain,
  codes: plain,
  reason: personal((data) => ({ person: data.child, class: 'narrative' })),
  note: personal(ofTheEpisode),
  home: shape({ area: plain, postcode: personal(contactOf) }),
  details: each({
    child: plain,
    name: personal((_data, _about, item) => ({ person: item.child, class: 'identity' })),
  }),
});

export const amira = newId<ChildId>();
export const theo = newId<ChildId>();
export const episode = newId<EpisodeId>();
export const about = { id: newId(), episode };
export const where = {
  event: newId(),
  stream: `assessment-${about.id}`,
  type: 'AssessmentStarted',
};

export const fact: Started = {
  child: amira,
  codes: ['health'],
  reason: 'zebra-reason',
  note: { text: 'zebra-note', lines: [1, 2] },
  home: { area: 'E01', postcode: 'zebra-postcode' },
  details: [
    { child: amira, name: 'zebra-amira' },
    { child: theo, name: 'zebra-theo' },
  ],
};

export const sealed = async (data = fact, place = where) => {
  const keys = new InMemoryKeyStore();
  const refs = started.refs(data, about);
  const bytes = JSON.stringify(started.seal(data, about, await keys.toEncrypt(refs), place));
  return { keys, bytes, json: JSON.parse(bytes) as Record<string, unknown> };
};

/** Every value is read. */
export const opened = async ({ keys, json }: Awaited<ReturnType<typeof sealed>>, place = where) =>
  structuredClone(openFields(json, await keys.toDecrypt([...refsIn(json)]), place));
