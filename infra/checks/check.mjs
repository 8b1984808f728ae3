/**
 * npm run check: what must hold before every commit, in under a minute. Says what failed and how to
 * run that part alone.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const script = (path, ...args) => [process.execPath, path, ...args];
/** The slowest first: two run at a time. */
const PARTS = [
  {
    name: 'types',
    what: 'the code compiles, its specs too; the event catalogue and api.json are what the code says',
    commands: [
      script('node_modules/typescript/bin/tsc', '-b'),
      script('node_modules/typescript/bin/tsc', '-p', 'infra/checks/tsconfig.spec.json'),
      script('infra/checks/event-catalogue.mjs', '--check'),
      script('infra/checks/api.mjs', '--check'),
    ],
  },
  {
    name: 'tests',
    what: 'the specs that need no database',
    commands: [script('infra/checks/test.mjs', '--pure', '--silent', '--reporters', 'summary')],
  },
  {
    name: 'lint',
    what: 'oxlint, with types',
    commands: [
      script('infra/checks/check-lint-probes.mjs'),
      script(
        'node_modules/oxlint/bin/oxlint',
        '--type-aware',
        '--disable-nested-config',
        '--deny-warnings',
      ),
    ],
  },
  {
    name: 'format',
    what: 'prettier',
    commands: [
      script('node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'),
    ],
  },
  {
    name: 'boundaries',
    what: 'who may import what, each rule proved by a probe',
    commands: [script('infra/checks/check-boundaries.mjs')],
  },
  {
    name: 'house-rules',
    what: 'two clocks, names, layout, each rule proved by a probe',
    commands: [script('infra/checks/check-house-rules.mjs')],
  },
];

const HELP = `npm run check [-- part ...]

Checks the code; run it before every commit. All parts, or those named:

${PARTS.map(({ name, what }) => `  ${name.padEnd(12)} ${what}`).join('\n')}
`;

const run = ([command, ...args]) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ passed: false, output: String(error) }));
    child.on('close', (code) => resolve({ passed: code === 0, output }));
  });

const runPart = async ({ name, commands }) => {
  const started = performance.now();
  let result = { passed: true, output: '' };
  for (const command of commands) if (result.passed) result = await run(command);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${result.passed ? 'ok    ' : 'FAILED'} ${name.padEnd(12)} ${seconds} s`);
  return { name, ...result };
};

const runAll = async (parts) => {
  const waiting = [...parts];
  const results = [];
  const lane = async () => {
    for (let part = waiting.shift(); part; part = waiting.shift())
      results.push(await runPart(part));
  };
  await Promise.all([lane(), lane()]);
  return results;
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !PARTS.some((part) => part.name === name));
if (wanted.includes('--help') || wanted.includes('-h')) {
  console.log(HELP);
} else if (unknown.length > 0) {
  console.error(`There is no part called ${unknown.join(', ')}.\n\n${HELP}`);
  process.exitCode = 2;
} else {
  const parts = wanted.length > 0 ? PARTS.filter(({ name }) => wanted.includes(name)) : PARTS;
  const failed = (await runAll(parts)).filter(({ passed }) => !passed);
  for (const { name, output } of failed) {
    console.error(`\n--- ${name} (alone: npm run check -- ${name})\n${output.trim()}`);
  }
  if (failed.length > 0) process.exitCode = 1;
}
