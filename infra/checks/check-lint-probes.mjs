/** Proves that the linter sees what it must, rules that need types included. */
import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { breaks } from './probes/lint.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const directory = await mkdtemp(join(tmpdir(), 'onestory-lint-'));
try {
  const source = join(directory, 'apps/probe/src');
  await mkdir(source, { recursive: true });
  await symlink(join(root, 'node_modules'), join(directory, 'node_modules'), 'junction');
  await copyFile(join(root, '.oxlintrc.json'), join(directory, '.oxlintrc.json'));
  const tsconfig = {
    compilerOptions: {
      target: 'es2023',
      module: 'nodenext',
      strict: true,
      types: ['node', 'jest'],
    },
  };
  await writeFile(join(directory, 'apps/probe/tsconfig.json'), JSON.stringify(tsconfig));
  const probes = breaks.map((probe, index) => ({
    ...probe,
    file: `probe-${index}${probe.spec ? '.spec' : ''}.ts`,
  }));
  for (const { file, code } of probes) await writeFile(join(source, file), `${code}\n`);

  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/oxlint/bin/oxlint'),
      '--type-aware',
      '--disable-nested-config',
      '--format',
      'unix',
    ],
    { cwd: directory, encoding: 'utf8' },
  );
  const missed = probes.filter(
    ({ file, rule }) =>
      !stdout.split('\n').some((line) => line.includes(`/${file}:`) && line.includes(rule)),
  );
  for (const { rule, code } of missed)
    console.error(`lint rule ${rule} does not catch its probe: ${code}`);
  if (missed.length > 0) {
    console.error(stderr);
    process.exitCode = 1;
  }
} finally {
  await rm(directory, { recursive: true, force: true });
}
