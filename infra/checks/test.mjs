/** npm test and npm run test:pure: Jest with the flags that native ES modules need. */
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const HELP = `npm test [-- path ...] [-- option ...]

Runs every test that needs nothing but Node: *.spec.ts (pure), *.int.spec.ts (with the PostgreSQL
that comes with OneStory) and *.e2e.spec.ts (the whole system). npm run test:pure runs the first kind only.

  path            only the tests whose path contains it, for instance apps/referral
  -t "text"       only the tests whose name contains it
  --watch         again at each change
  --jest-help     every option of Jest
`;

const wanted = process.argv.slice(2);
const pure = wanted.includes('--pure');
const options = wanted
  .filter((option) => option !== '--pure')
  .map((option) => (option === '--jest-help' ? '--help' : option));

const cwd = fileURLToPath(new URL('../..', import.meta.url));
const stdio = 'inherit';

/** Whole-system tests start the platform as it is built; pure ones read the sources. */
const built = () =>
  pure ||
  spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-b'], { cwd, stdio }).status ===
    0;

const test = () => {
  const jest = spawn(
    process.execPath,
    [
      '--experimental-vm-modules', // without it pure specs still pass, as CommonJS, and prove less
      '--disable-warning=ExperimentalWarning',
      'node_modules/jest/bin/jest.js',
      ...['--config', `infra/checks/jest${pure ? '.pure' : ''}.config.mjs`],
      ...options,
    ],
    { cwd, stdio },
  );
  // Ctrl-C reaches Jest too: it stops its database first, and this process waits for it.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => jest.kill(signal));
  jest.on('close', (code) => (process.exitCode = code ?? 1));
};

if (wanted.includes('--help') || wanted.includes('-h')) console.log(HELP);
else if (built()) test();
else process.exitCode = 1;
