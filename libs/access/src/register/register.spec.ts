import { instant } from '@onestory/kernel';
import type { AreaId } from '@onestory/kernel';
import { registerFrom, registerFromFolder, RegisterInvalid } from './area-file.js';

const AGENCY = '1b4e28ba-2fa1-41d2-883f-0016d3cca427';
const OTHER_AGENCY = '2b4e28ba-2fa1-41d2-883f-0016d3cca427';
const PERSON = '3b4e28ba-2fa1-41d2-883f-0016d3cca427';
const SERVICE = '4b4e28ba-2fa1-41d2-883f-0016d3cca427';
const area = 'elmfield' as AreaId;

const person = (roles: readonly object[], id = PERSON) => ({
  id,
  name: 'Robin Vale',
  jobTitle: 'Teacher',
  phone: '01632 960900',
  email: 'robin.vale@elmfield.example',
  roles,
});
const role = (as: object = {}) => ({
  role: 'practitioner',
  agency: AGENCY,
  from: '2025-09-01',
  ...as,
});
const policies = [
  { name: 'assessment-within', from: '2025-01-01', says: { workingDays: 35 } },
  { name: 'assessment-within', from: '2026-04-01', says: { workingDays: 30 } },
  { name: 'plan-within', from: '2025-01-01', says: { workingDays: 15 } },
  { name: 'review-within', from: '2025-01-01', says: { days: 56 } },
  { name: 'panel-meets', from: '2025-01-01', says: { everyWeeks: 4, weekday: 2 } },
  {
    name: 'panel-quorum',
    from: '2025-01-01',
    says: { fraction: [2, 3], requiredSeats: ['health'], chairOrVice: true },
  },
  { name: 'agenda-closes', from: '2025-01-01', says: { workingDaysBefore: 3 } },
];
const elmfield = (as: object = {}) => ({
  area,
  name: 'Elmfield',
  agencies: [
    { id: AGENCY, name: 'Elm School', sector: 'education' },
    { id: OTHER_AGENCY, name: 'Elm Clinic', sector: 'health', sensitive: true },
  ],
  practitioners: [person([role()])],
  services: [{ id: SERVICE, name: 'Clinic', agency: OTHER_AGENCY, kind: 'x', sensitive: true }],
  policies,
  ...as,
});
const files = (...contents: readonly unknown[]) =>
  contents.map((content, index) => ({ file: `area-${index}.json`, text: JSON.stringify(content) }));
const problemsIn = (...contents: readonly unknown[]): readonly string[] => {
  try {
    registerFrom(files(...contents));
    return [];
  } catch (error) {
    return (error as RegisterInvalid).problems;
  }
};

describe('rights follow the dated roles of the register', () => {
  const register = registerFrom(
    files(elmfield({ practitioners: [person([role({ to: '2026-03-31' })])] })),
  );
  const at = (time: string) => register.actor(PERSON, instant(time));

  it('from the midnight in London that begins the first day', () => {
    expect(at('2025-08-31T22:59:59.999Z')).toBeUndefined();
    expect(at('2025-08-31T23:00:00Z')).toEqual({
      id: PERSON,
      kind: 'person',
      agency: AGENCY,
      area,
      roles: ['practitioner'],
    });
  });

  it('to the midnight in London that ends the leaving date', () => {
    expect(at('2026-03-31T22:59:59.999Z')).toBeDefined();
    expect(at('2026-03-31T23:00:00Z')).toBeUndefined();
  });

  it('and nobody else is an actor', () =>
    expect(register.actor(AGENCY, instant('2026-01-01T12:00:00Z'))).toBeUndefined());

  it('with the new agency from the day of a move', () => {
    const moved = registerFrom(
      files(
        elmfield({
          practitioners: [
            person([
              role({ to: '2026-03-31' }),
              role({ agency: OTHER_AGENCY, role: 'manager', from: '2026-04-01' }),
            ]),
          ],
        }),
      ),
    );
    expect(moved.actor(PERSON, instant('2026-03-31T12:00:00Z'))?.agency).toBe(AGENCY);
    expect(moved.actor(PERSON, instant('2026-04-01T12:00:00Z'))).toMatchObject({
      agency: OTHER_AGENCY,
      roles: ['manager'],
    });
  });
});

describe('policies', () => {
  const register = registerFrom(files(elmfield()));
  const limit = (time: string) => register.policy(area, 'assessment-within', instant(time));

  it('hold until a later one of their name takes effect', () => {
    expect(limit('2026-03-31T22:59:59.999Z')).toEqual({ workingDays: 35 });
    expect(limit('2026-03-31T23:00:00Z')).toEqual({ workingDays: 30 });
  });

  it('are unknown before the first, and in an unknown area', () => {
    expect(limit('2024-12-31T23:59:59Z')).toBeUndefined();
    expect(
      register.policy('nowhere' as AreaId, 'plan-within', instant('2026-01-01T00:00:00Z')),
    ).toBeUndefined();
  });
});

describe('an area file is checked as a whole', () => {
  it('and all that is wrong is listed at once', () => {
    const problems = problemsIn(
      elmfield({
        agencies: [
          { id: AGENCY, name: 'Elm School', sector: 'circus' },
          { id: 'elm', name: '', sector: 'health', colour: 'red' },
        ],
        practitioners: [person([role({ from: '2026-02-30', role: 'director' })])],
      }),
      elmfield({ policies: policies.slice(1) }),
    );
    expect(problems).toEqual([
      expect.stringMatching(/^area-0.json: agencies.0.sector: /),
      expect.stringMatching(/^area-0.json: agencies.1.id: /),
      expect.stringMatching(/^area-0.json: agencies.1.name: /),
      expect.stringMatching(/^area-0.json: agencies.1.sector: |^area-0.json: agencies.1: .*colour/),
      expect.stringMatching(/^area-0.json: practitioners.0.roles.0.role: /),
      expect.stringMatching(/^area-0.json: practitioners.0.roles.0.from: is not a date/),
    ]);
  });

  it.each([
    ['ids twice', { practitioners: [person([role()]), person([role()])] }, /has the id of/],
    ['an id of another kind', { practitioners: [person([role()], AGENCY)] }, /has the id of Elm/],
    [
      'an unknown agency of a practitioner',
      { practitioners: [person([role({ agency: PERSON })])] },
      /Robin Vale names an agency that is not here/,
    ],
    [
      'an unknown agency of a service',
      { services: [{ id: SERVICE, name: 'X', agency: PERSON, kind: 'x', sensitive: false }] },
      /X names an agency that is not here/,
    ],
    [
      'an open service of a sensitive agency',
      { services: [{ id: SERVICE, name: 'X', agency: OTHER_AGENCY, kind: 'x', sensitive: false }] },
      /X is not marked sensitive/,
    ],
    [
      'a role that ends before it begins',
      { practitioners: [person([role({ to: '2025-08-31' })])] },
      /ends \(2025-08-31\) before it begins/,
    ],
    [
      'a role held twice at once',
      { practitioners: [person([role(), role({ from: '2026-01-01' })])] },
      /practitioner is given twice at once/,
    ],
    [
      'two agencies on one day',
      {
        practitioners: [
          person([
            role({ to: '2026-04-01' }),
            role({ agency: OTHER_AGENCY, role: 'manager', from: '2026-04-01' }),
          ]),
        ],
      },
      /works for two agencies at once/,
    ],
    ['a missing policy', { policies: policies.slice(0, 6) }, /agenda-closes is missing/],
    ['a policy twice', { policies: [...policies, policies[0]] }, /from 2025-01-01 twice/],
  ])('%s', (_what, change, message) =>
    expect(problemsIn(elmfield(change))).toEqual([expect.stringMatching(message)]),
  );

  it('and so are the areas together', () => {
    expect(problemsIn(elmfield(), elmfield())).toEqual(
      expect.arrayContaining(['area-1.json: area elmfield is also in area-0.json']),
    );
    expect(problemsIn()).toEqual(['there is no area file: one is needed per area']);
    expect(() => registerFrom([{ file: 'a.json', text: '{' }])).toThrow(/a.json: is not JSON/);
  });
});

describe('the areas of this installation', () => {
  const register = registerFromFolder(new URL('../../../../infra/areas', import.meta.url).pathname);
  const day = instant('2026-01-13T09:00:00Z');

  it('are good, and hold a cast for both', () => {
    expect(register.areas).toEqual(['ashcombe', 'brackenfield']);
    const titles = register.areas.map((it) =>
      register.practitioners(it).map(({ jobTitle }) => jobTitle),
    );
    for (const cast of titles) expect(new Set(cast).size).toBe(cast.length);
    expect(titles[0]).toEqual(
      expect.arrayContaining(['Index clerk', 'Class teacher', 'Midwife', 'CAMHS screener']),
    );
  });

  it('have the policies that the story needs', () => {
    const ashcombe = 'ashcombe' as AreaId;
    expect(register.policy(ashcombe, 'assessment-within', day)).toEqual({ workingDays: 35 });
    expect(register.policy(ashcombe, 'plan-within', day)).toEqual({ workingDays: 15 });
    expect(register.policy(ashcombe, 'review-within', day)).toEqual({ days: 56 });
    expect(register.policy(ashcombe, 'panel-meets', day)).toEqual({ everyWeeks: 4, weekday: 2 });
    expect(register.policy(ashcombe, 'agenda-closes', day)).toEqual({ workingDaysBefore: 3 });
    expect(register.policy(ashcombe, 'panel-quorum', day)).toEqual({
      fraction: [2, 3],
      requiredSeats: ['health', 'education'],
      chairOrVice: true,
    });
  });

  it('mark mental health as a sensitive service', () => {
    const sensitive = register.services('ashcombe' as AreaId).filter((it) => it.sensitive);
    expect(sensitive.map(({ kind }) => kind)).toEqual(['mental-health']);
  });

  it('ring no real telephone', () => {
    for (const it of register.areas.flatMap((name) => register.practitioners(name)))
      expect(it.phone).toMatch(/^01632 960\d{3}$/);
  });
});
