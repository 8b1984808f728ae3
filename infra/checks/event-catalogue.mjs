/**
 * Writes docs/event-catalogue.md from the built contracts (npm run build first).
 * With --check it writes nothing, and fails when the file is not what the contracts say.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { catalogue, messageSchema, jsonSchemaOf, topicOf } from '@onestory/contracts';

const path = fileURLToPath(new URL('../../docs/event-catalogue.md', import.meta.url));

const cell = (text) => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ');

/** `list of uuid`, `one of a, b`: a type as people say it. */
const typeOf = (schema) => {
  if (schema.const !== undefined) return `always \`${schema.const}\``;
  if (schema.enum) return `one of ${schema.enum.map((code) => `\`${code}\``).join(', ')}`;
  if (schema.type === 'array') return `list of ${typeOf(schema.items)}`;
  if (schema.type === 'object') return 'objects';
  return schema.format ?? schema.type;
};

/** The fields of an object, those of objects inside as `actions[].due`. */
const fieldsOf = (schema, prefix = '') =>
  Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const inner = field.type === 'array' ? field.items : field;
    const path = `${prefix}${name}`;
    const described = field.description ?? inner.description ?? '';
    const own = { path, type: typeOf(field), described, must: schema.required?.includes(name) };
    const below = `${path}${field.type === 'array' ? '[]' : ''}.`;
    return [own, ...(inner.type === 'object' ? fieldsOf(inner, below) : [])];
  });

const table = (schema) =>
  [
    '| field | type | always there | |',
    '|---|---|---|---|',
    ...fieldsOf(schema).map(
      ({ path: field, type, described, must }) =>
        `| \`${field}\` | ${cell(type)} | ${must ? 'yes' : 'no'} | ${cell(described)} |`,
    ),
  ].join('\n');

const section = (contract) => `### ${contract.type}

${contract.meaning} Tells of \`${contract.fact}\`.

${table(jsonSchemaOf(contract))}

\`\`\`json
${JSON.stringify(contract.example, null, 2)}
\`\`\`
`;

const owners = [...new Set(catalogue.map(({ owner }) => owner))];

const ofOwner = (owner) => `## ${owner}

Topic \`${topicOf(owner)}\`.

${catalogue
  .filter((contract) => contract.owner === owner)
  .map(section)
  .join('\n')}`;

const text = `# Event catalogue

Generated from \`libs/contracts\` by \`node infra/checks/event-catalogue.mjs\`: change it there.

What each service tells the others: ids, codes and dates. No event holds a name, a date of birth, an address or
free text; what was said or written is fetched from the owner, which decides again who may read it. Events are
CloudEvents 1.0 in structured mode. One event about three children is one message. Order is kept per
\`partitionkey\`: the episode, else the child, else the stream. Delivery is at least once: \`id\` is the same each
time. Fields may be added; consumers ignore those they do not know.

${owners
  .map((owner) => {
    const count = catalogue.filter((contract) => contract.owner === owner).length;
    return `- [${owner}](#${owner}): ${count} events`;
  })
  .join('\n')}

## The envelope

${table(jsonSchemaOf({ schema: messageSchema }))}

${owners.map(ofOwner).join('\n')}`;

/** An example that its own schema refuses would teach others the wrong thing. */
const wrong = catalogue.filter(({ schema, example }) => !schema.safeParse(example).success);
if (wrong.length > 0) {
  console.error(
    `The example does not fit its schema: ${wrong.map(({ type }) => type).join(', ')}.`,
  );
  process.exit(1);
}

if (!process.argv.includes('--check')) {
  await writeFile(path, text);
} else if ((await readFile(path, 'utf8').catch(() => '')) !== text) {
  console.error(
    'docs/event-catalogue.md is not what the contracts say. Run: npm run build && node infra/checks/event-catalogue.mjs',
  );
  process.exitCode = 1;
}
