import { forgotten, isForgotten } from '@onestory/kernel';
import { CiphertextMoved, decryptField, encryptField } from './cipher.js';
import type { EventPlace } from './cipher.js';
import type { About, FieldRules, Owner } from './field-rules.js';
import { KeyMissing, keyRef } from './keys.js';
import type { DestroyedKey, KeyRef, PersonalKey } from './keys.js';

type Keys = ReadonlyMap<KeyRef, PersonalKey>;
type FoundKeys = ReadonlyMap<KeyRef, PersonalKey | DestroyedKey>;
type Members = Readonly<Record<string, unknown>>;

type AnyRule =
  | { readonly rule: 'plain' }
  | { readonly rule: 'personal'; readonly owner: Owner<unknown, unknown> }
  | { readonly rule: 'each'; readonly items: AnyRule | AnyRules }
  | { readonly rule: 'shape'; readonly fields: AnyRules };
type AnyRules = { readonly [field: string]: AnyRule };

/**
 * How a personal value is stored, in place: `{"$personal":["<key ref>","<base64>"]}`; null in place of the
 * ciphertext when it was forgotten before it was recorded.
 */
const MARK = '$personal';

/** Data that its declaration does not describe: stored as it is, it could be personal and readable. */
export class NotAsDeclared extends Error {
  constructor(path: string, why: string) {
    super(`${path} ${why}. Correct the codec's declaration or the fact.`);
    this.name = 'NotAsDeclared';
  }
}

/** The declared personal fields of one fact. */
export interface Fields<Data> {
  /** The keys that sealing needs, each once. */
  refs(data: Data, about: About): readonly KeyRef[];
  /**
   * The stored form: personal values encrypted for this very place, the rest as it is.
   * @throws NotAsDeclared, NotStorable
   */
  seal(data: Data, about: About, keys: Keys, where: EventPlace): object;
}

type OnPersonal = (
  value: unknown,
  owner: Owner<unknown, unknown>,
  item: unknown,
  path: string,
) => unknown;

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isRule = (rules: AnyRule | AnyRules): rules is AnyRule => typeof rules.rule === 'string';

const refuseMarks = (value: unknown, path: string): void => {
  if (typeof value !== 'object' || value === null) return;
  if (Object.hasOwn(value, MARK)) throw new NotAsDeclared(path, `is plain and holds ${MARK}`);
  for (const [key, member] of Object.entries(value)) refuseMarks(member, `${path}/${key}`);
};

const mapFields = (
  rules: AnyRules,
  value: unknown,
  item: unknown,
  path: string,
  onPersonal: OnPersonal,
): Members => {
  if (!isObject(value)) throw new NotAsDeclared(path, 'is not an object');
  const mapped: Record<string, unknown> = {};
  for (const field of Object.keys(value)) {
    const member = value[field];
    if (member === undefined) continue;
    const at = `${path}/${field}`;
    if (!Object.hasOwn(rules, field)) throw new NotAsDeclared(at, 'is not declared');
    mapped[field] = mapValue(rules[field]!, member, item, at, onPersonal);
  }
  return mapped;
};

const mapValue = (
  rule: AnyRule,
  value: unknown,
  item: unknown,
  path: string,
  onPersonal: OnPersonal,
): unknown => {
  if (rule.rule === 'personal') return onPersonal(value, rule.owner, item, path);
  if (rule.rule === 'plain') {
    refuseMarks(value, path);
    return value;
  }
  if (value === null) return null;
  if (rule.rule === 'shape') return mapFields(rule.fields, value, item, path, onPersonal);
  if (!Array.isArray(value)) throw new NotAsDeclared(path, 'is not a list');
  const { items } = rule;
  return value.map((element: unknown, index) =>
    isRule(items)
      ? mapValue(items, element, element, `${path}/${index}`, onPersonal)
      : mapFields(items, element, element, `${path}/${index}`, onPersonal),
  );
};

/** Reads a declaration. `about` is the envelope's, the same for refs and seal. */
export const fieldsOf = <Data extends object>(declared: FieldRules<Data>): Fields<Data> => {
  const rules = declared as unknown as AnyRules;
  return {
    refs: (data, about) => {
      const refs = new Set<KeyRef>();
      mapFields(rules, data, undefined, '', (value, owner, item) => {
        if (!isForgotten(value)) refs.add(keyRef(owner(data, about, item)));
        return value;
      });
      return [...refs];
    },
    seal: (data, about, keys, { event, stream, type }) =>
      mapFields(rules, data, undefined, '', (value, owner, item, path) => {
        const ref = keyRef(owner(data, about, item));
        if (isForgotten(value)) return { [MARK]: [ref, null] };
        const key = keys.get(ref);
        if (!key) throw new Error(`The key ${ref} was not fetched: ask for all of refs() first.`);
        return { [MARK]: [ref, encryptField(key, value, { event, stream, type, path })] };
      }),
  };
};

const readMark = (value: Members): readonly [KeyRef, string | null] | undefined => {
  const sealed = value[MARK];
  if (!Array.isArray(sealed) || sealed.length !== 2 || Object.keys(value).length !== 1)
    return undefined;
  const [ref, text] = sealed as readonly unknown[];
  const wellMade = typeof ref === 'string' && (text === null || typeof text === 'string');
  return wellMade ? [ref as KeyRef, text] : undefined;
};

const collect = (json: unknown, refs: Set<KeyRef>): void => {
  if (typeof json !== 'object' || json === null) return;
  if (!Object.hasOwn(json, MARK)) {
    for (const member of Object.values(json)) collect(member, refs);
    return;
  }
  const mark = readMark(json as Members);
  if (mark) refs.add(mark[0]);
};

/** Whether this text of a stored JSON may hold a sealed value: if not, there is nothing to open. */
export const maySeal = (json: string): boolean => json.includes(MARK);

/** The keys that opening needs. Give the same set for a whole batch, and ask for its keys once. */
export const refsIn = (json: unknown, refs = new Set<KeyRef>()): Set<KeyRef> => {
  collect(json, refs);
  return refs;
};

const openAt = (json: unknown, keys: FoundKeys, where: EventPlace, path: string): unknown => {
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) {
    const list = json.map((element: unknown, index) => {
      const at = `${path}/${index}`;
      return isMarked(element) ? undefined : openAt(element, keys, where, at);
    });
    for (const [index, element] of json.entries())
      if (isMarked(element))
        openWhenRead(list, index, opening(element, keys, where, `${path}/${index}`));
    return list;
  }
  const members = json as Members;
  if (Object.hasOwn(members, MARK)) return opening(members, keys, where, path)();
  let opened: Record<string, unknown> | undefined;
  for (const field of Object.keys(members)) {
    const before = members[field];
    const at = `${path}/${field}`;
    if (isMarked(before)) {
      openWhenRead((opened ??= { ...members }), field, opening(before, keys, where, at));
      continue;
    }
    const after = openAt(before, keys, where, at);
    if (after !== before) (opened ??= { ...members })[field] = after;
  }
  return opened ?? json;
};

const isMarked = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, MARK);

const openWhenRead = (of: object, field: string | number, open: () => unknown): void => {
  let read: { readonly value: unknown } | undefined;
  const get = (): unknown => (read ??= { value: open() }).value;
  Object.defineProperty(of, field, { enumerable: true, configurable: true, get });
};

const opening = (
  members: Members,
  keys: FoundKeys,
  { event, stream, type }: EventPlace,
  path: string,
): (() => unknown) => {
  const place = { event, stream, type, path };
  const mark = readMark(members);
  if (!mark) throw new CiphertextMoved(place);
  const [ref, sealed] = mark;
  if (sealed === null) return () => forgotten;
  const key = keys.get(ref);
  return () => {
    if (key === undefined) throw new KeyMissing(ref);
    return key === 'destroyed' ? forgotten : decryptField(key, sealed, place);
  };
};

/**
 * The stored JSON of any shape, old ones too, with personal values in the clear; if the key is destroyed,
 * `forgotten`. Upcasters run on what comes out. A value is decrypted when it is first read: few of those who
 * read a history need its words, and what nobody reads stays sealed.
 * @throws CiphertextMoved, here or when it is read, if a value does not belong where it was found.
 * @throws KeyMissing, when a value is read whose key is not among `keys`.
 */
export const openFields = (json: object, keys: FoundKeys, where: EventPlace): object =>
  openAt(json, keys, where, '') as object;
