/**
 * House rules (house-rules/): what neither compiler, linter nor import boundaries can see. A rule takes
 * the files of the house and answers with complaints. Every rule must
 * catch its probe (probes/house-rules.mjs), and be silent about what is allowed, before the house is looked at.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rules as injection } from './house-rules/injection.mjs';
import { rules as layout } from './house-rules/layout.mjs';
import { rules as words } from './house-rules/words.mjs';
import { breaks, keeps } from './probes/house-rules.mjs';

const rules = [...words, ...layout, ...injection];
const root = fileURLToPath(new URL('../..', import.meta.url));
const NOT_OURS = new Set([
  'node_modules',
  'dist',
  'coverage',
  '.git',
  '.onestory',
  '.vscode',
  '.idea',
]);
const TEXT =
  /\.(ts|mts|cts|mjs|cjs|js|json|md|ya?ml|sql|sh|html|css|txt)$|(^|\/)(Dockerfile|LICENSE|run|\.[\w.-]+)$/;

/** @returns {{ path: string, text: string }[]} every text file of the house, as paths from its top. */
const walk = (folder = '') =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : walk(path);
    if (!entry.isFile()) return [];
    return [{ path, text: TEXT.test(path) ? readFileSync(join(root, path), 'utf8') : '' }];
  });

const complaintsAboutProbes = () =>
  rules.flatMap(({ name, check }) => {
    const probes = breaks.filter(({ rule }) => rule === name);
    return [
      ...(probes.length === 0
        ? [`rule ${name} has no probe: add one to infra/checks/probes/house-rules.mjs`]
        : []),
      ...probes
        .filter(({ files }) => check({ files }).length === 0)
        .map(
          ({ files }) =>
            `rule ${name} does not catch its probe ${files.map(({ path }) => path).join(', ')}`,
        ),
      ...check({ files: keeps }).map(
        (complaint) => `rule ${name} forbids what is allowed: ${complaint}`,
      ),
    ];
  });

const house = { files: walk() };
const complaints = [
  ...complaintsAboutProbes(),
  ...rules.flatMap(({ name, why, check }) =>
    check(house).map((complaint) => `${complaint}\n    ${name}: ${why}`),
  ),
];
for (const complaint of complaints) console.error(complaint);
if (complaints.length > 0) process.exitCode = 1;
else
  console.log(
    `${rules.length} house rules hold in ${house.files.length} files, ${breaks.length} probes caught`,
  );
