import type { ChildId, EpisodeId, LocalDate, Personal } from '@onestory/kernel';
import { each, ofThePerson, ofTheEpisode, personal, plain, shape } from './field-rules.js';
import type { FieldRules } from './field-rules.js';

/**
 * What the compiler refuses: each `@ts-expect-error` fails the type check when its line compiles.
 */
interface Sent {
  readonly child: ChildId;
  readonly on: LocalDate;
  readonly urgent?: boolean;
  readonly reason: Personal<string>;
  readonly note?: Personal<string> | null;
  readonly where: { readonly postcode: Personal<string>; readonly area: string };
  readonly children: readonly { readonly child: ChildId; readonly name: Personal<string> }[];
  readonly words: readonly Personal<string>[];
  readonly codes: readonly string[];
  readonly by: { readonly kind: 'a' } | { readonly kind: 'b'; readonly told: Personal<string> };
}

const complete: FieldRules<Sent> = {
  child: plain,
  on: plain,
  urgent: plain,
  reason: personal((data) => ({ person: data.child, class: 'narrative' })),
  note: personal(ofTheEpisode),
  where: shape({
    postcode: personal((data) => ({ person: data.child, class: 'contact' })),
    area: plain,
  }),
  children: each({
    child: plain,
    name: personal((_data, _about, item) => ({ person: item.child, class: 'identity' })),
  }),
  words: each(personal(ofThePerson('narrative'))),
  codes: plain,
  by: shape({
    kind: plain,
    told: personal((_, about) => ({ episode: about.episode as EpisodeId })),
  }),
};

// @ts-expect-error a field is missing
const _missing: FieldRules<Pick<Sent, 'child' | 'reason'>> = { child: plain };

// @ts-expect-error a personal field is not plain
const _readable: FieldRules<Pick<Sent, 'reason'>> = { reason: plain };

// @ts-expect-error an optional personal field is not plain
const _optional: FieldRules<Pick<Sent, 'note'>> = { note: plain };

// @ts-expect-error a plain field has no owner
const _owned: FieldRules<Pick<Sent, 'child'>> = { child: personal(ofTheEpisode) };

// @ts-expect-error a list that holds personal fields is not plain
const _list: FieldRules<Pick<Sent, 'children'>> = { children: plain };

// @ts-expect-error a list of personal values is not plain
const _values: FieldRules<Pick<Sent, 'words'>> = { words: plain };

// @ts-expect-error an object that holds a personal field is not plain
const _inside: FieldRules<Pick<Sent, 'where'>> = { where: plain };

// @ts-expect-error a field of one member of a union counts too
const _union: FieldRules<Pick<Sent, 'by'>> = { by: shape({ kind: plain }) };

const _unknownField: FieldRules<Pick<Sent, 'child'>> = {
  child: plain,
  // @ts-expect-error there is no such field
  name: plain,
};

const _incompleteItem: FieldRules<Pick<Sent, 'children'>> = {
  // @ts-expect-error an item's field is missing
  children: each({ child: plain }),
};

const _wrongOwner: FieldRules<Pick<Sent, 'reason'>> = {
  // @ts-expect-error the fact has no such field to tell the owner from
  reason: personal((data) => ({ person: data.child, class: 'narrative' })),
};

// @ts-expect-error what is unknown cannot be declared
const _untyped: FieldRules<{ readonly anything: unknown }> = { anything: plain };

const _byKey: FieldRules<{ readonly told: Readonly<Record<string, Personal<string>>> }> = {
  // @ts-expect-error personal values under arbitrary keys cannot be declared
  told: plain,
};

describe('a declaration', () => {
  it('has a rule for every field', () => expect(Object.keys(complete)).toHaveLength(10));
});
