/**
 * Boundaries: who may import what (boundaries.config.mjs), proved by probes (probes/boundaries.mjs).
 * A rule that never fires is worse than none, so every rule must catch its probe before the code is looked at.
 */
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise } from 'dependency-cruiser';
import { options, rules } from './boundaries.config.mjs';
import { breaks, keeps } from './probes/boundaries.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Violations of the tree in `directory`, each as { rule, from, to }. */
const violationsIn = async (directory) => {
  process.chdir(directory); // dependency-cruiser takes paths relative to where it runs
  const { output } = await cruise(['apps', 'libs', 'infra'], {
    ...options,
    validate: true,
    ruleSet: { forbidden: rules },
  });
  return output.summary.violations.map(({ rule, from, to, cycle }) => ({
    rule: rule.name,
    from,
    to: cycle ? cycle.map(({ name }) => name).join(' -> ') : to,
  }));
};

const write = async (path, text) => {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
};

const workspacesIn = async (folder) =>
  (await readdir(join(root, folder), { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${folder}/${entry.name}`);

/** Packages that the probes import, as empty stand-ins. */
const packagesOfProbes = () => {
  const imported = [...breaks, ...keeps].flatMap(({ code }) =>
    [...code.matchAll(/'([^']+)'/g)].map(([, name]) => name),
  );
  return new Set(imported.filter((name) => !/^(\.|node:|@onestory\/)/.test(name)));
};

/** The house in miniature: its real package.json files, empty doors, and the probes. */
const buildProbeTree = async (directory) => {
  await cp(join(root, 'package.json'), join(directory, 'package.json'));
  for (const workspace of [
    ...(await workspacesIn('libs')),
    ...(await workspacesIn('apps')),
    'infra',
  ]) {
    const manifest = JSON.parse(await readFile(join(root, workspace, 'package.json'), 'utf8'));
    if (workspace === 'libs/kernel') manifest.devDependencies = { 'development-only': '1.0.0' };
    if (workspace === 'apps/all-in-one') manifest.exports = { '.': { source: './src/index.ts' } };
    await write(join(directory, workspace, 'package.json'), JSON.stringify(manifest));
    await write(join(directory, workspace, 'src/index.ts'), 'export const door = 1;\n');
    await mkdir(join(directory, 'node_modules/@onestory'), { recursive: true });
    await symlink(
      join(directory, workspace),
      join(directory, 'node_modules', manifest.name),
      'junction',
    );
  }
  for (const name of packagesOfProbes()) {
    const home = join(directory, 'node_modules', name);
    await write(
      join(home, 'package.json'),
      JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
    );
    await write(join(home, 'index.js'), '');
  }
  for (const { file, code } of [...keeps, ...breaks])
    await write(join(directory, file), `${code}\n`);
};

const complaintsAboutProbes = async () => {
  const directory = await mkdtemp(join(tmpdir(), 'onestory-boundaries-'));
  try {
    await buildProbeTree(directory);
    const found = await violationsIn(directory);
    const caught = (rule, file) => found.some((it) => it.rule === rule && it.from === file);
    return [
      ...rules
        .filter(({ name }) => !breaks.some(({ rule }) => rule === name))
        .map(
          ({ name }) => `rule ${name} has no probe: add one to infra/checks/probes/boundaries.mjs`,
        ),
      ...breaks
        .filter(({ rule, file }) => !caught(rule, file))
        .map(({ rule, file, code }) => `rule ${rule} does not catch its probe ${file}: ${code}`),
      ...found
        .filter(({ from }) => keeps.some(({ file }) => file === from))
        .map(({ rule, from, to }) => `rule ${rule} forbids what is allowed: ${from} -> ${to}`),
    ];
  } finally {
    process.chdir(root);
    await rm(directory, { recursive: true, force: true });
  }
};

const explain = ({ rule, from, to }) =>
  `${from} -> ${to}\n    ${rule}: ${rules.find(({ name }) => name === rule)?.comment ?? ''}`;

const complaints = [...(await complaintsAboutProbes()), ...(await violationsIn(root)).map(explain)];
for (const complaint of complaints) console.error(complaint);
if (complaints.length > 0) process.exitCode = 1;
else console.log(`${rules.length} boundary rules hold, ${breaks.length} probes caught`);
