import { idFrom } from '@onestory/kernel';
import type { EpisodeId } from '@onestory/kernel';
import { ROLES, serviceActor } from './actor.js';
import type { Role } from './actor.js';
import { decide } from './decide.js';
import type { ActName } from './rules.js';
import { RELATIONS } from './relations.js';
import type { Relation } from './relations.js';
import { rules, serviceRules } from './rules.js';
import {
  ashcombe,
  bound,
  brackenfield,
  child,
  heard,
  me,
  myAgency,
  sibling,
  somebody,
  thing,
} from '../testing/cases.js';
import { cellsOf, readMatrix } from '../testing/matrix.js';
import type { Cell } from '../testing/matrix.js';

const NOT_ACTIONS = [
  'referral.shred',
  'reaction.referral.withdraw',
  '__proto__',
  'constructor',
  '',
];

describe('the reviewed table of who may do what', () => {
  const lines = readMatrix(new URL('decide.matrix.csv', import.meta.url));
  const actions = Object.keys(rules);
  const roles = [...ROLES, 'director', 'none'];
  const relations = [...RELATIONS, 'none'];
  const yesNo = { yes: true, no: false } as Record<string, boolean>;

  const answerTo = (cell: Cell): string => {
    const actor = somebody(...(cell.role === 'none' ? [] : [cell.role as Role]));
    const [resource, relationships] = bound(cell.relation as Relation | 'none');
    const known = <T extends object>(value: string, give: (value: boolean) => T): T | object =>
      value === 'unknown' ? {} : give(yesNo[value] ?? false);
    const answer = decide(
      actor,
      cell.action as ActName,
      thing({
        ...resource,
        area: cell.area === 'same' ? ashcombe : brackenfield,
        ...known(cell.sensitive, (sensitive) => ({ sensitive })),
        facts: {
          ...known(cell['chair-away'], (away) => ({ 'chair-away': away })),
          ...known(cell['chair-absent'], (absent) => ({ 'chair-absent': absent })),
        },
      }),
      heard({ ...relationships, ...(cell.bar === 'yes' && { barred: [me] }) }),
    );
    return answer.allow ? 'allow' : String(answer.status);
  };

  const seen = new Map<number, number>();
  const wrong: string[] = [];
  let cells = 0;
  beforeAll(() => {
    for (const action of actions) {
      const mayMatch = lines.filter(({ text }) => /^\*/.test(text) || text.includes(action));
      for (const cell of cellsOf(action, roles, relations)) {
        cells += 1;
        const matching = mayMatch.filter((line) => line.matches(cell));
        for (const { number } of matching) seen.set(number, (seen.get(number) ?? 0) + 1);
        const [line] = matching;
        const answer = answerTo(cell);
        if (matching.length !== 1 || line?.answer !== answer)
          wrong.push(
            `${JSON.stringify(cell)} -> ${answer}; lines ${matching.map((it) => it.text).join(' AND ')}`,
          );
      }
    }
  });

  it('has one line for every case, and the rules answer as it says', () => {
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(cells).toBeGreaterThan(100_000);
  });

  it('has no line that no case refers to', () =>
    expect(lines.filter(({ number }) => !seen.has(number)).map(({ text }) => text)).toEqual([]));

  it('names every action of the rules', () => {
    const named = new Set(lines.flatMap(({ text }) => text.split(',')[0]?.split('|') ?? []));
    expect(actions.filter((action) => !named.has(action))).toEqual([]);
  });
});

describe('whatever is unknown or missing is a no', () => {
  const lead = heard({ lead: me });
  const asLead = somebody('practitioner');

  it.each(NOT_ACTIONS)('the action %p', (action) =>
    expect(decide(asLead, action as ActName, thing(), lead)).toEqual({
      allow: false,
      status: 404,
      rule: 'unknown-action',
    }),
  );

  it('an account that the register does not know', () =>
    expect(decide(undefined, 'assessment.view', thing(), lead)).toMatchObject({ rule: 'account' }));

  it('an actor of an unknown kind', () =>
    expect(
      decide({ ...asLead, kind: 'robot' as 'person' }, 'assessment.view', thing(), lead),
    ).toMatchObject({ rule: 'account' }));

  it('an area on neither side', () =>
    expect(
      decide(
        { ...asLead, area: undefined as never },
        'assessment.view',
        thing({ area: undefined as never }),
        lead,
      ).allow,
    ).toBe(false));

  it('relations heard of another episode, or of none', () => {
    const other: EpisodeId = idFrom('another episode');
    const { episode: _, ...withoutEpisode } = thing();
    expect(decide(asLead, 'assessment.view', thing({ episode: other }), lead).allow).toBe(false);
    expect(decide(asLead, 'assessment.view', withoutEpisode, lead).allow).toBe(false);
  });
});

describe('relations', () => {
  it('of the owner hold over those that were heard', () => {
    const outgoing = heard({ lead: me });
    expect(
      decide(
        somebody('practitioner'),
        'assessment.view',
        thing({ holders: { lead: [] } }),
        outgoing,
      ).allow,
    ).toBe(false);
  });

  it('to children are needed to every one of them', () => {
    const both = thing({ children: [child, sibling] });
    const one = heard({ involved: [{ child, agency: myAgency }] });
    expect(decide(somebody('practitioner'), 'assessment.record-concern', both, one).allow).toBe(
      false,
    );
    expect(decide(somebody('practitioner'), 'child-index.register-unborn', both, one).allow).toBe(
      true,
    );
  });

  it('to no child at all are none', () =>
    expect(
      decide(somebody('practitioner'), 'child-index.view-entry', thing({ children: [] }), heard())
        .allow,
    ).toBe(false));

  it('are named in the answer, for the access record', () =>
    expect(
      decide(somebody('practitioner'), 'assessment.view', thing(), heard({ team: [me] })),
    ).toEqual({ allow: true, rule: 'assessment.view:practitioner:team', relation: 'team' }));
});

describe('a service acts by rules of its own', () => {
  it.each(Object.entries(serviceRules).flatMap(([name, acts]) => acts.map((act) => [name, act])))(
    '%s may do %s',
    (name, act) =>
      expect(
        decide(serviceActor(name, ashcombe), act as ActName, thing(), heard({ barred: [me] })),
      ).toEqual({ allow: true, rule: act }),
  );

  it.each(['referral.view', 'reaction.child-index.name-contact', 'reaction.referral.shred', ''])(
    'referral may not do %p',
    (act) =>
      expect(decide(serviceActor('referral', ashcombe), act as ActName, thing(), heard())).toEqual({
        allow: false,
        status: 404,
        rule: 'service',
      }),
  );

  it.each(['unknown', '__proto__', 'constructor'])('a service called %p may do nothing', (name) =>
    expect(
      decide(serviceActor(name, ashcombe), 'reaction.referral.withdraw', thing(), heard()).allow,
    ).toBe(false),
  );

  it('in its own area only', () =>
    expect(
      decide(
        serviceActor('referral', brackenfield),
        'reaction.referral.withdraw',
        thing(),
        heard(),
      ),
    ).toMatchObject({ rule: 'area' }));
});
