import fc from 'fast-check';
import { idFrom } from '@onestory/kernel';
import type { Actor } from './actor.js';
import { ROLES } from './actor.js';
import { decide } from './decide.js';
import type { Context, Resource } from './decide.js';
import { RELATIONS } from './relations.js';
import type { Relationships } from './relations.js';
import { rules } from './rules.js';
import type { PersonAct } from './rules.js';
import {
  ashcombe,
  brackenfield,
  child,
  episode,
  me,
  myAgency,
  now,
  sibling,
} from '../testing/cases.js';

const someone = fc.constantFrom(me, myAgency, idFrom<never>('another person'));
const people = fc.uniqueArray(someone, { maxLength: 3 });
const action = fc.constantFrom(...(Object.keys(rules) as PersonAct[]));
const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const without = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, it]) => it !== undefined)) as T;

const actor: fc.Arbitrary<Actor> = fc.record({
  id: fc.constant(me),
  kind: fc.constant('person' as const),
  agency: fc.constant(myAgency),
  area: fc.constant(ashcombe),
  roles: fc.subarray([...ROLES]),
});

const children = fc.subarray([child, sibling], { minLength: 1 });
const resource = fc
  .record({
    kind: fc.constant('thing'),
    id: fc.constant(idFrom('thing')),
    area: fc.constant(ashcombe),
    episode: optional(fc.constant(episode)),
    children,
    holders: fc.dictionary(fc.constantFrom(...RELATIONS), people, { maxKeys: 4 }),
    barred: optional(fc.uniqueArray(fc.constant(idFrom('another person')), { maxLength: 1 })),
    sensitive: optional(fc.boolean()),
    facts: fc.record({ 'chair-away': fc.boolean(), 'chair-absent': fc.boolean() }),
  })
  .map((it) => without(it) as Resource);

const relationships = fc
  .record({
    episode: optional(fc.constant(episode)),
    involved: fc.array(fc.record({ child: fc.constantFrom(child, sibling), agency: someone })),
    found: fc.array(fc.record({ child: fc.constantFrom(child, sibling), actor: someone })),
    referred: fc.array(fc.record({ child: fc.constantFrom(child, sibling), agency: someone })),
    recorders: people,
    lead: optional(someone),
    team: people,
    barred: fc.uniqueArray(fc.constant(idFrom('another person')), { maxLength: 1 }),
  })
  .map((it) => without(it) as Relationships);

const context = relationships.map((heard): Context => ({ at: now, relationships: heard }));
const may = (...asked: Parameters<typeof decide>): boolean => decide(...asked).allow;

/** Takes one entry out of a list, if there is one. */
const less = <T>(list: readonly T[], which: number): readonly T[] =>
  list.filter((_, index) => index !== which % Math.max(list.length, 1));

const always = <Ts extends [unknown, ...unknown[]]>(
  arbitraries: { [K in keyof Ts]: fc.Arbitrary<Ts[K]> },
  holds: (...values: Ts) => boolean,
): void => fc.assert(fc.property(...arbitraries, holds), { numRuns: 2000 });

describe('for any actor, action and thing', () => {
  it('a role less never adds access', () =>
    always([actor, action, resource, context, fc.nat(9)], (who, act, what, known, which) => {
      const lesser = { ...who, roles: less(who.roles, which) };
      return may(who, act, what, known) || !may(lesser, act, what, known);
    }));

  it.each(['involved', 'found', 'referred', 'recorders', 'team'] as const)(
    'one entry less in %s never adds access',
    (name) =>
      always([actor, action, resource, context, fc.nat(9)], (who, act, what, known, which) => {
        const fewer = less<unknown>(known.relationships[name], which);
        const lesser = { ...known, relationships: { ...known.relationships, [name]: fewer } };
        return may(who, act, what, known) || !may(who, act, what, lesser);
      }),
  );

  it('no lead, or nothing heard at all, never adds access', () =>
    always([actor, action, resource, context], (who, act, what, known) => {
      const { lead: _lead, ...withoutLead } = known.relationships;
      const { episode: _episode, ...withoutEpisode } = known.relationships;
      return (
        may(who, act, what, known) ||
        (!may(who, act, what, { ...known, relationships: withoutLead }) &&
          !may(who, act, what, { ...known, relationships: withoutEpisode }))
      );
    }));

  it('one holder less never adds access', () =>
    always(
      [actor, action, resource, context, fc.constantFrom(...RELATIONS), fc.nat(9)],
      (who, act, what, known, relation, which) => {
        const held = what.holders[relation];
        if (!held) return true;
        const lesser = { ...what, holders: { ...what.holders, [relation]: less(held, which) } };
        return may(who, act, what, known) || !may(who, act, lesser, known);
      },
    ));

  it('one more child, or a sensitive service, never adds access', () =>
    always([actor, action, resource, context], (who, act, what, known) => {
      if (act === 'child-index.register-unborn') return true;
      const wider = { ...what, children: [...what.children, idFrom<never>('a third child')] };
      const sensitive = { ...what, sensitive: true };
      return (
        may(who, act, what, known) ||
        (!may(who, act, wider, known) && !may(who, act, sensitive, known))
      );
    }));

  it('a bar denies, by whomever it was said', () =>
    always([actor, action, resource, context], (who, act, what, known) => {
      const relations = { ...known.relationships, barred: [me] };
      return (
        !may(who, act, what, { ...known, relationships: relations }) &&
        !may(who, act, { ...what, barred: [me] }, known)
      );
    }));

  it('another area never sees anything, and is told that nothing is there', () =>
    always([actor, action, resource, context], (who, act, what, known) => {
      const answer = decide({ ...who, area: brackenfield }, act, what, known);
      return !answer.allow && answer.status === 404;
    }));

  it('403 is said of the role alone, whatever the thing', () =>
    always([actor, action, resource, context, resource], (who, act, what, known, other) => {
      const answer = decide(who, act, what, known);
      if (answer.allow || answer.status === 404) return true;
      const elsewhere = decide(who, act, { ...other, barred: [] }, known);
      return !elsewhere.allow && elsewhere.status === 403;
    }));

  it('the same question has the same answer, and leaves its inputs as they are', () =>
    always([actor, action, resource, context], (who, act, what, known) => {
      const asked = structuredClone({ who, act, what, known });
      const first = JSON.stringify(decide(who, act, what, known));
      const second = JSON.stringify(decide(asked.who, asked.act, asked.what, asked.known));
      return (
        first === second && JSON.stringify(asked) === JSON.stringify({ who, act, what, known })
      );
    }));
});
