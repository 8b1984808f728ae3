/** Files that break one house rule each, and a small house that keeps all of them. */
const file = (path, text = '') => ({ path, text });
const breaking = (rule, ...files) => ({ rule, files });

const referral = (path) => `apps/referral/src/${path}`;
const lineOf = (count) => 'export const a = 1;\n'.repeat(count);

export const breaks = [
  breaking(
    'story-rooms-live-by-the-story-clock',
    file(referral('domain/referral.ts'), `const now = new Date();`),
  ),
  breaking(
    'story-rooms-live-by-the-story-clock',
    file(
      referral('use-cases/send/send.handler.ts'),
      `import type { RealTime } from '@onestory/kernel';`,
    ),
  ),
  breaking(
    'story-rooms-live-by-the-story-clock',
    file(referral('reactions/when.ts'), `setTimeout(go, 10);`),
  ),
  breaking(
    'story-rooms-live-by-the-story-clock',
    file(
      referral('read-models/list/list.projector.ts'),
      `import { setTimeout as pause } from 'node:timers/promises';`,
    ),
  ),
  breaking(
    'technical-rooms-live-by-real-time',
    file('libs/messaging/src/consumer.ts', `import type { StoryClock } from '@onestory/kernel';`),
  ),
  breaking(
    'technical-rooms-live-by-real-time',
    file(
      'libs/event-sourcing/src/adapters/postgres/writer.ts',
      `constructor(private readonly clock: StoryClock) {}`,
    ),
  ),
  breaking(
    'technical-rooms-live-by-real-time',
    file('libs/event-sourcing/src/projections.ts', `storyAsItHappens.now();`),
  ),
  breaking(
    'randomness-in-libs-and-main',
    file(referral('use-cases/send/send.handler.ts'), `const id = randomUUID();`),
  ),
  breaking('randomness-in-libs-and-main', file(referral('referral.module.ts'), `process.env.PORT`)),
  breaking(
    'facts-say-what-happened',
    file(referral('domain/referral.ts'), `export type F = Fact<'ReferralUpdated', {}>;`),
  ),
  breaking('names-of-the-field', file('libs/access/src/a.ts', `export interface IRegister {}`)),
  breaking('names-of-the-field', file('libs/access/src/a.ts', `export class RegisterImpl {}`)),
  breaking('names-of-the-field', file('libs/access/src/a.ts', `class TokenHelper {}`)),
  breaking('no-drawers', file('libs/access/src/utils/dates.ts')),
  breaking('files-fit-on-screens', file('libs/access/src/long.ts', lineOf(351))),
  breaking('nothing-left-for-later', file('libs/access/src/a.ts', `// ${'TO'}DO later`)),
  breaking('every-test-runs', file('libs/access/src/a.spec.ts', `it.skip('works', () => {});`)),
  breaking('every-test-runs', file('libs/access/src/a.spec.ts', `xit('works', () => {});`)),
  breaking('doubles-are-injected', file('libs/access/src/a.spec.ts', `jest.mock('./b.js');`)),
  breaking('no-paths-of-one-machine', file('docs/how-to/start.md', `cd /home/somebody/onestory`)),
  breaking('no-paths-of-one-machine', file('infra/demo/main.ts', `const out = '/${'work'}/out';`)),
  breaking('no-registry-is-named', file('.npmrc', `registry=https://packages.example/`)),
  breaking(
    'no-registry-is-named',
    file('docs/how-to/install.md', `from https://${'registry'}.example.org/npm`),
  ),
  breaking('top-level-is-the-house-plan', file('jest.config.mjs')),
  breaking('top-level-is-the-house-plan', file('scripts/build.sh')),
  breaking('rooms-of-a-service', file(referral('services/referral.ts'))),
  breaking('rooms-of-a-service', file(referral('referral.controller.ts'))),
  breaking('doors-only-at-the-front', file(referral('domain/index.ts'))),
  breaking(
    'nest-cli-lists-the-projects',
    file('nest-cli.json', `{"projects":{}}`),
    file('apps/referral/package.json', '{}'),
  ),
  breaking('nest-cli-lists-the-projects', file('nest-cli.json', `{"projects":{"gone":{}}}`)),
  breaking('everything-has-a-readme', file('apps/referral/package.json', '{}')),
  breaking('front-page-fits', file('README.md', lineOf(121))),
  breaking(
    'decisions-are-numbered-once',
    file('docs/decisions/0001-one.md'),
    file('docs/decisions/0001-two.md'),
  ),
  breaking('decisions-are-numbered-once', file('docs/decisions/notes.md')),
  breaking(
    'workspace-imports-are-declared',
    file('libs/access/package.json', '{}'),
    file('libs/access/src/a.ts', `import { x } from '@onestory/service';`),
  ),
  breaking(
    'injected-classes-are-imported',
    file(
      referral('use-cases/send.ts'),
      `import type { Doorkeeper } from '@onestory/service';\n@Controller('referrals')\nexport class Send {\n  constructor(private readonly door: Doorkeeper) {}\n}`,
    ),
  ),
];

const project = (root, type, entryFile) => ({
  type,
  root,
  entryFile,
  sourceRoot: `${root}/src`,
  compilerOptions: { builder: 'tsc', tsConfigPath: `${root}/tsconfig.json` },
});

const workspace = (root, name) => [
  file(
    `${root}/package.json`,
    JSON.stringify({ name, dependencies: { '@onestory/kernel': '0.1.0' } }),
  ),
  file(`${root}/tsconfig.json`, JSON.stringify({ references: [{ path: '../../libs/kernel' }] })),
  file(`${root}/README.md`, `# ${name}`),
];

export const keeps = [
  file('package.json', '{}'),
  file('.ci/run'),
  file('README.md', '# OneStory'),
  file(
    'nest-cli.json',
    JSON.stringify({
      projects: {
        referral: project('apps/referral', 'application', 'main'),
        access: project('libs/access', 'library', 'index'),
        messaging: project('libs/messaging', 'library', 'index'),
      },
    }),
  ),
  file('docs/decisions/0001-one.md'),
  file('docs/decisions/0002-two.md'),
  ...workspace('apps/referral', '@onestory/referral'),
  ...workspace('libs/access', '@onestory/access'),
  ...workspace('libs/messaging', '@onestory/messaging'),
  file(referral('main.ts'), `process.env.PORT;`),
  file(referral('referral.module.ts')),
  file(
    referral('domain/referral.ts'),
    `// RealTime and new Date() have no place here.\nimport type { Fact } from '@onestory/kernel';\nexport type F = Fact<'ReferralSent', {}>;\nexport interface Involvement {}\nexport const at = new Date(given);`,
  ),
  file(
    referral('domain/referral.spec.ts'),
    `import { given } from '@onestory/testing';\nconst wait = setTimeout(go, 1);\nit('fits', () => {});`,
  ),
  file(
    referral('use-cases/send.ts'),
    `import type { Doorkeeper } from './door.js';\nimport { Referrals } from './referrals.js';\n@Controller('referrals')\nexport class Send {\n  constructor(private readonly referrals: Referrals, @Inject(DOOR) private readonly door: Doorkeeper) {}\n}`,
  ),
  file(
    'libs/messaging/src/consumer.ts',
    `/* Never the StoryClock. */\nimport type { RealTime } from '@onestory/kernel';`,
  ),
  file(
    'libs/access/src/tokens.ts',
    `import type { RealTime, StoryClock } from '@onestory/kernel';\nDate.now();`,
  ),
];
