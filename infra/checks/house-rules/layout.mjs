/** Rules about where things are, and what must be there. */
import { SPEC, THE_RULES } from './words.mjs';

const CODE = /\.(ts|mts|cts|mjs|cjs|js)$/;

const textOf = (house, path) => house.files.find((file) => file.path === path)?.text;
const namesIn = (house, folder) => [
  ...new Set(
    house.files.flatMap(
      ({ path }) => new RegExp(`^${folder}/([^/]+)/package.json$`).exec(path)?.[1] ?? [],
    ),
  ),
];
const workspaces = (house) =>
  ['apps', 'libs'].flatMap((folder) => namesIn(house, folder).map((name) => `${folder}/${name}`));
const asJson = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const AT_THE_TOP = new Set([
  ...['apps', 'libs', 'infra', 'docs'],
  ...[
    'nest-cli.json',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'docker-compose.yml',
    'README.md',
    'LICENSE',
  ],
]);

const ROOMS = [
  'domain',
  'history',
  'use-cases',
  'read-models',
  'reactions',
  'publications',
  'database',
  'testing',
];

/** What nest-cli.json must say of one workspace. */
const nestProject = (workspace) => ({
  type: workspace.startsWith('apps/') ? 'application' : 'library',
  root: workspace,
  entryFile: workspace.startsWith('apps/') ? 'main' : 'index',
  sourceRoot: `${workspace}/src`,
  compilerOptions: { builder: 'tsc', tsConfigPath: `${workspace}/tsconfig.json` },
});

const checkNestCli = (house) => {
  const projects = asJson(textOf(house, 'nest-cli.json'))?.projects;
  if (!projects) return ['nest-cli.json is missing or lists no projects'];
  const wanted = Object.fromEntries(
    workspaces(house).map((it) => [it.split('/')[1], nestProject(it)]),
  );
  const same = (name) => JSON.stringify(projects[name]) === JSON.stringify(wanted[name]);
  return [
    ...Object.keys(wanted)
      .filter((name) => !same(name))
      .map((name) => `nest-cli.json must list ${name} as ${JSON.stringify(wanted[name])}`),
    ...Object.keys(projects)
      .filter((name) => !wanted[name])
      .map((name) => `nest-cli.json lists ${name}, which is not there`),
  ];
};

const importedWorkspaces = (text) =>
  [...text.matchAll(/from '@onestory\/([a-z-]+)|import '@onestory\/([a-z-]+)/g)].map(
    (it) => it[1] ?? it[2],
  );

const checkDeclared = (house) =>
  house.files.flatMap(({ path, text }) => {
    const home = /^((?:apps|libs)\/[^/]+|infra)\/.*\.ts$/.exec(path)?.[1];
    // Tests may use libs/testing without every lib depending on it (that would be a cycle).
    if (!home || SPEC.test(path) || THE_RULES.test(path)) return [];
    const manifest = asJson(textOf(house, `${home}/package.json`)) ?? {};
    const references = JSON.stringify(
      asJson(textOf(house, `${home}/tsconfig.json`))?.references ?? [],
    );
    return importedWorkspaces(text)
      .filter((name) => `@onestory/${name}` !== manifest.name)
      .flatMap((name) => [
        ...(manifest.dependencies?.[`@onestory/${name}`]
          ? []
          : [`${path} imports @onestory/${name}: add it to ${home}/package.json`]),
        ...(references.includes(`/${name}"`)
          ? []
          : [
              `${path} imports @onestory/${name}: add it to the references of ${home}/tsconfig.json`,
            ]),
      ]);
  });

/** @type {readonly import('./words.mjs').Rule[]} */
export const rules = [
  {
    name: 'no-drawers',
    why: 'A folder of that name collects what nobody found a place for.',
    check: ({ files }) =>
      files
        .filter(({ path }) =>
          /^(apps|libs|infra)\/(.*\/)?(common|shared|utils?|helpers?|core)\//.test(path),
        )
        .map(({ path }) => `${path}: give it the place it belongs to`),
  },
  {
    name: 'files-fit-on-screens',
    why: 'A file is read as a whole.',
    check: ({ files }) =>
      files
        .filter(({ path }) => CODE.test(path))
        .flatMap(({ path, text }) => {
          const length = text.trimEnd().split('\n').length;
          const most = path.startsWith('infra/checks/') ? 350 : 250; // lists of rules are read by the rule
          return length > most
            ? [`${path} has ${length} lines, of at most ${most}: split it where the story turns`]
            : [];
        }),
  },
  {
    name: 'top-level-is-the-house-plan',
    why: 'Settings of tools are in package.json, in dot-files or in infra/checks.',
    check: ({ files }) =>
      [...new Set(files.map(({ path }) => path.split('/')[0]))]
        .filter((name) => !name.startsWith('.') && !AT_THE_TOP.has(name))
        .map((name) => `${name} does not belong at the top level`),
  },
  {
    name: 'rooms-of-a-service',
    why: 'Whoever knows one service knows them all.',
    check: ({ files }) =>
      files.flatMap(({ path }) => {
        const [, app, place, file] = /^apps\/([^/]+)\/src\/([^/]+)(\/.*)?$/.exec(path) ?? [];
        if (!place || app === 'all-in-one') return [];
        const known = file
          ? ROOMS.includes(place)
          : /^(main|index|[a-z-]+\.module|[a-z-]+\.(int|e2e)\.spec)\.ts$/.test(place);
        return known
          ? []
          : [
              `${path}: a service has the rooms ${ROOMS.join(', ')}, and in front of them main, index and modules`,
            ];
      }),
  },
  {
    name: 'doors-only-at-the-front',
    why: 'An index inside a lib hides where a thing is.',
    check: ({ files }) =>
      files
        .filter(
          ({ path }) =>
            /(^|\/)index\.ts$/.test(path) &&
            !/^(apps|libs)\/[^/]+\/src\/(testing\/|adapters\/[^/]+\/)?index\.ts$/.test(path),
        )
        .map(({ path }) => `${path}: index.ts is only at the door of a lib, an app or an adapter`),
  },
  {
    name: 'nest-cli-lists-the-projects',
    why: 'nest start and nest generate find a service only there.',
    check: checkNestCli,
  },
  {
    name: 'everything-has-a-readme',
    why: 'Ten lines spare the reader an hour.',
    check: (house) =>
      [...workspaces(house), 'infra']
        .filter(
          (it) =>
            textOf(house, `${it}/package.json`) !== undefined &&
            !textOf(house, `${it}/README.md`)?.trim(),
        )
        .map((it) => `${it} has no README.md: what it is for, what is where`),
  },
  {
    name: 'front-page-fits',
    why: 'At 120 lines a reader is still there.',
    check: (house) =>
      (textOf(house, 'README.md')?.trimEnd().split('\n').length ?? 0) > 120
        ? ['README.md has more than 120 lines: move details to docs/']
        : [],
  },
  {
    name: 'decisions-are-numbered-once',
    why: 'A decision is cited by its number.',
    check: ({ files }) => {
      const records = files
        .map(({ path }) => path)
        .filter((path) => path.startsWith('docs/decisions/'));
      const number = (path) => /^docs\/decisions\/(\d{4})-[a-z0-9-]+\.md$/.exec(path)?.[1];
      return [
        ...records
          .filter((path) => !number(path) && !path.endsWith('/README.md'))
          .map((path) => `${path}: a decision record is called NNNN-what-was-decided.md`),
        ...records
          .filter(
            (path, index) =>
              number(path) && records.findIndex((it) => number(it) === number(path)) !== index,
          )
          .map((path) => `${path}: its number is taken`),
      ];
    },
  },
  {
    name: 'workspace-imports-are-declared',
    why: 'tsc -b builds in the order of the references; npm links by the package.json.',
    check: checkDeclared,
  },
];
