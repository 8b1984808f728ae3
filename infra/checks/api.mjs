/**
 * npm run api: writes apps/<service>/api.json, the OpenAPI document of each service, from what is built.
 * With --check it writes nothing, and fails if a document is not what the routes and their types say.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describeService } from '@onestory/service/api';
import { services } from '../../apps/all-in-one/dist/services.js';
import { documentOf } from './api/document.mjs';
import { readTypes } from './api/types.mjs';

const isCheck = process.argv.includes('--check');
const types = readTypes(services.map(({ name }) => name));
const problems = [];
const untyped = [];

for (const definition of services) {
  const { name } = definition;
  const base = await describeService(definition);
  const { document, notYet } = documentOf(base, types.get(name));
  untyped.push(...notYet.map((it) => `${name}.${it}`));
  const path = fileURLToPath(new URL(`../../apps/${name}/api.json`, import.meta.url));
  const text = `${JSON.stringify(document, null, 1)}\n`;
  if (!isCheck) await writeFile(path, text);
  else if ((await readFile(path, 'utf8').catch(() => '')) !== text)
    problems.push(`apps/${name}/api.json is not what its routes say. Run: npm run api`);
}

for (const route of untyped) problems.push(`${route}: say in its return type what it answers.`);

if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exitCode = 1;
}
