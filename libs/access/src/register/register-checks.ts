import type { Area, Practitioner, RoleHeld } from './register.js';

const NEEDED = [
  'assessment-within',
  'plan-within',
  'review-within',
  'panel-meets',
  'panel-quorum',
  'agenda-closes',
] as const;

interface Named {
  readonly file: string;
  readonly area: Area;
}

/** What shapes cannot say: ids twice, agencies that are not there, roles that contradict each other. */
export const contradictionsIn = (areas: readonly Named[]): readonly string[] => [
  ...idsTwice(areas),
  ...areasTwice(areas),
  ...areas.flatMap(({ file, area }) =>
    [
      ...unknownAgencies(area),
      ...openSensitiveServices(area),
      ...area.practitioners.flatMap(contradictoryRoles),
      ...wrongPolicies(area),
    ].map((problem) => `${file}: ${problem}`),
  ),
];

const idsTwice = (areas: readonly Named[]): string[] => {
  const seen = new Map<string, string>();
  return areas.flatMap(({ file, area }) =>
    [...area.agencies, ...area.practitioners, ...area.services].flatMap(({ id, name }) => {
      const first = seen.get(id);
      seen.set(id, first ?? name);
      return first ? [`${file}: ${name} has the id of ${first} (${id})`] : [];
    }),
  );
};

const areasTwice = (areas: readonly Named[]): string[] =>
  areas.flatMap(({ file, area }, index) => {
    const first = areas.findIndex((other) => other.area.id === area.id);
    return first < index ? [`${file}: area ${area.id} is also in ${areas[first]?.file}`] : [];
  });

const unknownAgencies = (area: Area): string[] => {
  const known = new Set<string>(area.agencies.map(({ id }) => id));
  const problem = (who: string, id: string) => `${who} names an agency that is not here (${id})`;
  return [
    ...area.services
      .filter((one) => !known.has(one.agency))
      .map((one) => problem(one.name, one.agency)),
    ...area.practitioners.flatMap(({ name, roles }) =>
      roles.filter((held) => !known.has(held.agency)).map((held) => problem(name, held.agency)),
    ),
  ];
};

const openSensitiveServices = (area: Area): string[] =>
  area.services
    .filter(({ sensitive }) => !sensitive)
    .filter((one) => area.agencies.find(({ id }) => id === one.agency)?.sensitive)
    .map(({ name }) => `${name} is not marked sensitive, but its agency is`);

const overlap = (a: RoleHeld, b: RoleHeld): boolean =>
  (!a.to || b.from <= a.to) && (!b.to || a.from <= b.to);

/** At any time a person works for one agency, and holds a role once. */
const contradictoryRoles = ({ name, roles }: Practitioner): string[] =>
  roles.flatMap((held, index) => [
    ...(held.to && held.to < held.from
      ? [`${name}: ${held.role} ends (${held.to}) before it begins (${held.from})`]
      : []),
    ...roles.slice(index + 1).flatMap((other) => {
      if (!overlap(held, other)) return [];
      if (held.agency !== other.agency)
        return [`${name}: works for two agencies at once (${held.role} and ${other.role})`];
      return held.role === other.role ? [`${name}: ${held.role} is given twice at once`] : [];
    }),
  ]);

const wrongPolicies = (area: Area): string[] => {
  const key = ({ name, from }: Area['policies'][number]) => `${name} from ${from}`;
  const keys = area.policies.map(key);
  return [
    ...NEEDED.filter((name) => !area.policies.some((policy) => policy.name === name)).map(
      (name) => `policy ${name} is missing`,
    ),
    ...keys.filter((one, index) => keys.indexOf(one) < index).map((one) => `policy ${one} twice`),
  ];
};
