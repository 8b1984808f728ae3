import { fieldsOf, maySeal, openFields, refsIn } from '@onestory/personal-data';
import type { DestroyedKey, FieldRules, KeyRef, KeyStore } from '@onestory/personal-data';
import type { AnyFact, ChildId, EpisodeId } from '@onestory/kernel';
import type { Envelope } from './envelope.js';
import type { NewEvent, StoredEvent, StreamName } from './event-store.js';

/** A fact with its envelope, as projectors and reactions receive it. */
export type StoredFact<F extends AnyFact> = F & Envelope;

/** What `Streams` knows of an event that is about to be stored. */
export type Metadata = Omit<Envelope, 'position' | 'type' | 'stream' | 'revision' | 'id'>;

/** From one stored shape to the next; sees plain JSON, decrypted, `forgotten` included. */
type Upcaster = (data: never, envelope: Metadata) => object;

/** Reads the events of a category. */
export interface Decoder<F extends AnyFact> {
  readonly category: string;
  /** JSON to facts, in one query for keys. @throws HistoryNewerThanThisVersion, naming the first such event. */
  decode(events: readonly StoredEvent[], keys: KeyStore): Promise<readonly StoredFact<F>[]>;
}

/** Fact <-> stored JSON; which fields are personal, and whose. */
export interface Codec<F extends AnyFact> extends Decoder<F> {
  /** Stored type names that this version writes, by fact. */
  readonly types: Readonly<Record<string, string>>;
  /** Facts to JSON, personal fields under their owners' keys, in one query for keys. */
  encode(
    facts: readonly { readonly fact: F; readonly id: string; readonly recording: Metadata }[],
    stream: StreamName,
    keys: KeyStore,
  ): Promise<readonly NewEvent[]>;
}

/** An unknown type or a newer shape: the fold says 503, a projector stops before it, nothing is skipped. */
export class HistoryNewerThanThisVersion extends Error {
  constructor(
    readonly stream: string,
    readonly revision: bigint,
    readonly type: string,
  ) {
    super(
      `${stream} holds ${type} at ${revision}, which this version cannot read. Upgrade this service.`,
    );
    this.name = 'HistoryNewerThanThisVersion';
  }
}

export type CodecRules<F extends AnyFact> = {
  readonly [T in F['type']]: FieldRules<Extract<F, { readonly type: T }>['data']>;
};

export type Upcasters<F extends AnyFact> = { readonly [T in F['type']]?: readonly Upcaster[] };

/** What is written as metadata: the envelope without what the store keeps itself. */
export const metadataOf = (stored: StoredEvent): Metadata =>
  JSON.parse(stored.metadata) as Metadata;

const versioned = (type: string, version: number): string =>
  version === 1 ? type : `${type}.v${version}`;

/**
 * Declares how the facts of a category are stored. Every field of every fact is declared `plain` or personal
 * with its owner, or this does not compile. A fact's n upcasters lead from shape 1 to shape n + 1.
 */
export const codec = <F extends AnyFact>(
  category: string,
  rules: CodecRules<F>,
  upcasters: Upcasters<F> = {},
): Codec<F> => {
  const stepsOf = (fact: string): readonly Upcaster[] => upcasters[fact as F['type']] ?? [];
  const names = Object.keys(rules);
  const types = Object.fromEntries(
    names.map((name) => [name, versioned(name, stepsOf(name).length + 1)]),
  );
  const fields = new Map(names.map((name) => [name, fieldsOf(rules[name as F['type']] as never)]));
  const shapes = new Map(
    names.flatMap((fact) =>
      Array.from(
        { length: stepsOf(fact).length + 1 },
        (_, past) =>
          [versioned(fact, past + 1), { fact, steps: stepsOf(fact).slice(past) }] as const,
      ),
    ),
  );

  const aboutOf = (stream: StreamName, recording: Metadata) => ({
    id: stream.slice(stream.indexOf('-') + 1),
    ...(recording.episode && { episode: recording.episode }),
    ...(recording.children && { children: recording.children }),
  });

  /** Completes the envelope that was just parsed: a copy by spreading costs more than parsing it. */
  const told = (event: StoredEvent, json: unknown, envelope: Metadata): StoredFact<F> => {
    const shape = shapes.get(event.type)!;
    let data = json;
    for (const upcast of shape.steps) data = upcast(data as never, envelope);
    const { id, stream, revision, position } = event;
    const type = shape.fact;
    return Object.assign(envelope, { id, stream, revision, position, type, data }) as never;
  };

  return {
    category,
    types,
    async encode(facts, stream, keys) {
      const refs = new Set<KeyRef>();
      for (const { fact, recording } of facts)
        for (const ref of fields
          .get(fact.type)!
          .refs(fact.data as never, aboutOf(stream, recording)))
          refs.add(ref);
      const found = refs.size > 0 ? await keys.toEncrypt([...refs]) : new Map<KeyRef, Uint8Array>();
      return facts.map(({ fact, id, recording }) => {
        const type = types[fact.type]!;
        const data = fields
          .get(fact.type)!
          .seal(fact.data as never, aboutOf(stream, recording), found, { event: id, stream, type });
        return { id, type, data: JSON.stringify(data), metadata: JSON.stringify(recording) };
      });
    },
    async decode(events, keys) {
      const parsed = events.map((event) => {
        if (!shapes.has(event.type))
          throw new HistoryNewerThanThisVersion(event.stream, event.revision, event.type);
        const json = JSON.parse(event.data) as object;
        return { event, json, isSealed: maySeal(event.data), envelope: metadataOf(event) };
      });
      const refs = new Set<KeyRef>();
      for (const { json, isSealed } of parsed) if (isSealed) refsIn(json, refs);
      const found =
        refs.size > 0
          ? await keys.toDecrypt([...refs])
          : new Map<KeyRef, Uint8Array | DestroyedKey>();
      return parsed.map(({ event, json, isSealed, envelope }) => {
        if (!isSealed) return told(event, json, envelope);
        const where = { event: event.id, stream: event.stream, type: event.type };
        return told(event, openFields(json, found, where), envelope);
      });
    },
  };
};

/** Whom and which episode a stream is about, as its service knows them: goes into the envelope. */
export interface About {
  readonly episode?: EpisodeId;
  readonly children?: readonly ChildId[];
}
