import type { EpisodeId, Forgotten } from '@onestory/kernel';
import type { KeyOwner, PersonalClass } from './keys.js';

/** What the envelope knows when a fact is recorded. */
export interface About {
  /** What follows the first dash of the stream's name: `child-<id>`. */
  readonly id: string;
  readonly episode?: EpisodeId | undefined;
}

/** Whose value it is: told from the fact's data, its envelope and, within `each`, the item. */
export type Owner<Data, Item> = (data: Data, about: About, item: Item) => KeyOwner;

export interface PlainRule {
  readonly rule: 'plain';
}

export interface PersonalRule<Data, Item> {
  readonly rule: 'personal';
  readonly owner: Owner<Data, Item>;
}

export interface EachRule<Element, Data> {
  readonly rule: 'each';
  readonly items: ItemRules<Element, Data>;
}

export interface ShapeRule<Shape, Data, Item> {
  readonly rule: 'shape';
  readonly fields: FieldRules<Shape, Data, Item>;
}

/** Shown by the compiler for a field that cannot be declared. */
interface CannotBeDeclared<Because extends string> {
  readonly rule: never;
  readonly because: Because;
}

type Scalar = string | number | bigint | boolean | null | undefined;

/** Includes `true` when T may hold a Forgotten anywhere inside. */
type HoldsPersonal<T> = T extends Scalar
  ? false
  : T extends Forgotten
    ? true
    : T extends readonly (infer Element)[]
      ? HoldsPersonal<Element>
      : T extends object
        ? { [K in keyof T]-?: HoldsPersonal<T[K]> }[keyof T]
        : false;

type RuleFor<T, Data, Item> = unknown extends T
  ? CannotBeDeclared<'its type is unknown: say what it holds'>
  : true extends HoldsPersonal<T>
    ? [Extract<T, Forgotten>] extends [never]
      ? RuleForInside<NonNullable<T>, Data, Item>
      : PersonalRule<Data, Item>
    : PlainRule;

type RuleForInside<T, Data, Item> = [T] extends [readonly (infer Element)[]]
  ? EachRule<Element, Data>
  : string extends keyof T
    ? CannotBeDeclared<'personal values under arbitrary keys: make it a list'>
    : ShapeRule<T, Data, Item>;

type ItemRules<Element, Data> = [Extract<Element, Forgotten>] extends [never]
  ? FieldRules<Element, Data, Element>
  : PersonalRule<Data, Element>;

type KeysOf<T> = T extends unknown ? keyof T : never;
type ValueAt<T, K> = T extends unknown ? (K extends keyof T ? T[K] : never) : never;

/**
 * A rule for every field, of every member where T is a union. A field that may be forgotten must say whose it
 * is; one that may not must be `plain`; a missing or wrong rule does not compile.
 */
export type FieldRules<T, Data = T, Item = undefined> = {
  readonly [K in KeysOf<T>]: RuleFor<ValueAt<T, K>, Data, Item>;
};

/** Holds no personal value: ids, codes, dates, numbers. */
export const plain: PlainRule = { rule: 'plain' };

/** A `Personal<T>`, encrypted as a whole under its owner's key. */
export const personal = <Data, Item = unknown>(
  owner: Owner<Data, Item>,
): PersonalRule<Data, Item> => ({ rule: 'personal', owner });

/** A list of objects that hold personal fields, or of personal values. */
export const each = <Element, Data>(items: ItemRules<Element, Data>): EachRule<Element, Data> => ({
  rule: 'each',
  items,
});

/** An object inside the fact that holds personal fields. */
export const shape = <Shape, Data, Item>(
  fields: FieldRules<Shape, Data, Item>,
): ShapeRule<Shape, Data, Item> => ({ rule: 'shape', fields });

/** Text about several people is under the episode's key. */
export const ofTheEpisode = (_data: unknown, about: About): KeyOwner => {
  if (about.episode === undefined)
    throw new Error(
      'A text of an episode is recorded without one: put the episode in the envelope.',
    );
  return { episode: about.episode };
};

/** The person whose stream it is: `child-<id>`, `carer-<id>`. */
export const ofThePerson =
  (kind: PersonalClass) =>
  (_data: unknown, about: About): KeyOwner => ({
    person: about.id as Extract<KeyOwner, { person: unknown }>['person'],
    class: kind,
  });

/** The search whose stream it is. */
export const ofTheSearch = (_data: unknown, about: About): KeyOwner => ({ search: about.id });
