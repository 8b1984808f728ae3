/**
 * Who may import what. One rule per room, and each says what the room may see: anything else is an error.
 * Every rule has a probe in probes/boundaries.mjs, a file that breaks it on purpose.
 */
const TEST_CODE = [String.raw`\.spec\.ts$`, '/src/testing/', '/src/.*/testing/'];
const lib = (...names) => `^libs/(${names.join('|')})/`;
const npm = (...names) => `(^|/)node_modules/(${names.join('|')})/`;
const own = (room) => `^apps/$1/src/${room}`;

const NEST = npm('@nestjs/common');
const VALIDATION = npm('class-validator', 'class-transformer');
/** Parts that requests of several use cases have, beside the folders of these: `use-cases/name.dto.ts`. */
const PARTS_OF_REQUESTS = String.raw`use-cases/[^/]+\.dto\.ts$`;
const QUERIES = own(String.raw`read-models/[^/]+/[^/]+\.query\.ts$`);

/** A room of a service, and all that it may import. Specs have their own rule. */
const room = (name, path, may, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: `^apps/([^/]+)/src/${path}`, pathNot: TEST_CODE },
  to: { pathNot: may },
});

const rooms = [
  room(
    'domain-is-pure',
    String.raw`(?<!^apps/case-history/src/)domain/`,
    [own('domain/'), lib('kernel')],
    'A domain is written in its own words and those of libs/kernel: no package, no clock, no database.',
  ),
  {
    name: 'case-history-measures-what-is-published',
    comment: 'What case-history decides on are published events, in the words of their contracts.',
    severity: 'error',
    from: { path: '^apps/(case-history)/src/domain/', pathNot: TEST_CODE },
    to: { pathNot: [own('domain/'), lib('kernel', 'contracts')] },
  },
  room(
    'history-knows-domain-and-storage',
    'history/',
    [own('history/'), own('domain/'), lib('event-sourcing', 'personal-data', 'kernel')],
    'Stored shapes know the facts they store, and nothing of who asks.',
  ),
  room(
    'use-case-stands-alone',
    'use-cases/([^/]+)/',
    [
      own('use-cases/$2/'),
      own(PARTS_OF_REQUESTS),
      own('domain/'),
      own('history/'),
      QUERIES,
      lib('event-sourcing', 'access', 'kernel', 'service'),
      NEST,
      VALIDATION,
    ],
    'A use case can be deleted by deleting its folder: it does not lean on another one.',
  ),
  room(
    'act-stands-alone',
    String.raw`use-cases/[^/]+(?<!\.dto)\.ts$`,
    [
      own(PARTS_OF_REQUESTS),
      own('domain/'),
      own('history/'),
      QUERIES,
      lib('event-sourcing', 'access', 'kernel', 'service'),
      NEST,
      VALIDATION,
    ],
    'An act can be deleted by deleting its file: it does not lean on another one.',
  ),
  room(
    'part-of-requests-is-a-shape',
    PARTS_OF_REQUESTS,
    [own(PARTS_OF_REQUESTS), own('domain/'), lib('kernel', 'service'), VALIDATION],
    'What several use cases ask for in the same words is a shape, and knows none of them.',
  ),
  room(
    'read-model-stands-alone',
    'read-models/([^/]+)/',
    [
      own('read-models/$2/'),
      QUERIES,
      own('domain/'),
      own('history/'),
      lib('event-sourcing', 'messaging', 'contracts', 'access', 'kernel', 'service'),
      NEST,
      VALIDATION,
    ],
    'A read model answers one question, from events and from the answers to other questions, which it asks by their query.',
  ),
  room(
    'reaction-gives-decisions',
    'reactions/',
    [
      own('reactions/'),
      own('domain/'),
      own('history/'),
      QUERIES,
      lib('contracts', 'messaging', 'event-sourcing', 'access', 'kernel', 'service'),
    ],
    'When another service says something, we do something: by a decision of our own domain.',
  ),
  room(
    'publication-tells-own-facts',
    'publications/',
    [
      own('publications/'),
      own('domain/'),
      own('history/'),
      lib('contracts', 'kernel', 'event-sourcing', 'service'),
    ],
    'Own fact in, published contract out: nothing else is needed to tell others.',
  ),
  room(
    'migration-knows-typeorm-only',
    'database/migrations/',
    [npm('typeorm')],
    'A migration must read the same in five years, so it leans on no code of ours.',
  ),
  room(
    'module-composes-own-app',
    String.raw`[^/]+\.ts$`,
    [
      '^apps/$1/src/',
      '^apps/[^/]+/src/index\\.ts$', // of all-in-one only: apps-never-meet forbids the rest
      '^libs/',
      NEST,
      npm('reflect-metadata', 'rxjs', 'express', '@types/express'),
      '^node:|^(http|url|path|fs|process|timers)',
    ],
    'Module and main compose their own app from libs and Nest.',
  ),
];

/** libs -> libs: what each may see of the others. */
const LIBS = {
  kernel: [],
  postgres: [],
  'embedded-postgres': ['postgres'],
  contracts: ['kernel'],
  'personal-data': ['kernel', 'postgres'],
  'event-sourcing': ['kernel', 'personal-data', 'postgres'],
  messaging: ['kernel', 'contracts', 'event-sourcing', 'postgres'],
  access: ['kernel', 'contracts', 'event-sourcing'],
  service: [
    'postgres',
    'embedded-postgres',
    'kernel',
    'contracts',
    'personal-data',
    'event-sourcing',
    'messaging',
    'access',
  ],
  testing: ['[^/]+'],
};
const libs = Object.entries(LIBS).map(([name, others]) => ({
  name: `lib-${name}`,
  comment: `libs/${name} may import of the other libs: ${others.join(', ') || 'none'}.`,
  severity: 'error',
  from: { path: `^libs/${name}/`, pathNot: TEST_CODE },
  to: {
    path: '^(libs|apps|infra)/',
    pathNot: [`^libs/${name}/`, ...(others.length ? [lib(...others)] : [])],
  },
}));

/** Packages that have one home, so that they can be replaced in one place. */
const home = (name, packages, places, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: '^(libs|apps|infra)/', pathNot: [...places, String.raw`^libs/.+\.spec\.ts$`] },
  to: { path: npm(...packages) },
});

const homes = [
  home(
    'pg-at-home',
    ['pg', '@types/pg'],
    ['^libs/postgres/', '^libs/testing/', '^infra/', '/src/testing/', '/src/.*/testing/'],
    'Every connection to a database has limits, because libs/postgres makes it.',
  ),
  home(
    'typeorm-and-nest-at-home',
    ['typeorm', '@nestjs/[^/]+'],
    ['^libs/service/', '^libs/testing/', '^apps/', '^infra/'],
    'The libs below libs/service must outlive a framework.',
  ),
  home('jose-at-home', ['jose'], ['^libs/access/'], 'Tokens are checked in one place.'),
  home(
    'zod-at-home',
    ['zod'],
    ['^libs/(contracts|access|service|testing)/'],
    'zod describes contracts, the area file and configuration, and checks answers in specs; requests are checked by class-validator.',
  ),
  home(
    'kafka-at-home',
    ['kafkajs'],
    ['^libs/messaging/src/adapters/kafka/'],
    'Kafka is an adapter of the exchange port.',
  ),
  home(
    'eventstoredb-at-home',
    ['@eventstore/db-client'],
    ['^libs/event-sourcing/src/adapters/eventstoredb/', '^libs/testing/'],
    'EventStoreDB is an adapter of the event store port.',
  ),
  home(
    'dates-at-home',
    ['temporal-polyfill'],
    ['^libs/kernel/'],
    'Date arithmetic is done in kernel only.',
  ),
  home(
    'emmett-at-home',
    ['@event-driven-io/[^/]+'],
    ['^infra/bench/'],
    'Emmett is measured against, never built upon.',
  ),
];

const everywhere = [
  {
    name: 'apps-never-meet',
    comment:
      'Services speak by published events and the public API. Only all-in-one composes them.',
    severity: 'error',
    from: { path: '^apps/([^/]+)/', pathNot: '^apps/all-in-one/' },
    to: { path: '^apps/', pathNot: '^apps/$1/' },
  },
  {
    name: 'nobody-imports-all-in-one',
    comment: 'The composition is the top: nothing leans on it.',
    severity: 'error',
    from: { pathNot: '^apps/all-in-one/' },
    to: { path: '^apps/all-in-one/' },
  },
  {
    name: 'infra-speaks-http',
    comment:
      'Demo and benchmarks use the platform as everybody does: by HTTP, never by importing an app.',
    severity: 'error',
    from: { path: '^infra/' },
    to: { path: '^apps/' },
  },
  {
    name: 'only-through-the-door',
    comment: 'Another workspace is entered through its index.',
    severity: 'error',
    from: { path: '^((?:apps|libs)/[^/]+|infra)/' },
    to: {
      path: '^(apps|libs|infra)/',
      pathNot: [
        '^$1/',
        String.raw`^(apps|libs)/[^/]+/src/index\.ts$`,
        String.raw`^(apps|libs)/[^/]+/src/testing/index\.ts$`,
        String.raw`^libs/[^/]+/src/adapters/[^/]+/index\.ts$`,
        // The house door of a program: the index imports Nest, and a start has better to do meanwhile.
        String.raw`^libs/service/src/process/launch\.ts$`,
      ],
    },
  },
  {
    name: 'by-name-not-by-path',
    comment: 'Another workspace is imported by its name, so that its export map counts.',
    severity: 'error',
    from: { path: '^((?:apps|libs)/[^/]+|infra)/' },
    to: { path: '^(apps|libs|infra)/', pathNot: '^$1/', dependencyTypes: ['local'] },
  },
  {
    name: 'no-test-code-in-production',
    comment: 'Specs, testing folders and libs/testing are for tests.',
    severity: 'error',
    from: { path: '^(apps|libs)/', pathNot: [...TEST_CODE, '^libs/testing/'] },
    to: { path: [...TEST_CODE, '^libs/testing/'] },
  },
  {
    name: 'domain-spec-needs-testing-only',
    comment: 'The specification of a domain needs its own domain, kernel and given/when/then.',
    severity: 'error',
    from: { path: String.raw`^apps/([^/]+)/src/domain/.*\.spec\.ts$` },
    to: { pathNot: [own('domain/'), lib('kernel', 'testing'), npm('@jest/globals', 'fast-check')] },
  },
  {
    name: 'declared-packages-only',
    comment: "A package is imported where the workspace's own package.json names it.",
    severity: 'error',
    from: { path: '^(apps|libs|infra)/' },
    to: {
      dependencyTypes: ['npm-no-pkg', 'npm-unknown'],
      // What every test may use is declared once: at the root and in libs/testing.
      pathNot: npm('@jest/globals', 'fast-check'),
    },
  },
  {
    name: 'no-development-package-in-production',
    comment: 'A package that production needs is a dependency, not a devDependency.',
    severity: 'error',
    from: { path: '^(apps|libs)/', pathNot: TEST_CODE },
    to: {
      dependencyTypes: ['npm-dev'],
      dependencyTypesNot: ['type-only'],
      pathNot: npm('@types/[^/]+'),
    },
  },
  {
    name: 'no-cycles',
    comment: 'Two files that need each other are one file, or three.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-unresolvable',
    comment: 'Every import leads somewhere.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
];

export const rules = [...rooms, ...libs, ...homes, ...everywhere];

export const options = {
  doNotFollow: { path: ['node_modules'] },
  exclude: { path: String.raw`(^|/)dist/|^infra/checks/` },
  tsPreCompilationDeps: true,
  combinedDependencies: false,
  enhancedResolveOptions: {
    exportsFields: ['exports'],
    // Without 'source' no import between workspaces is seen, and no rule ever fires.
    conditionNames: ['source', 'import', 'node', 'types', 'default'],
    mainFields: ['module', 'main', 'types'],
  },
};
