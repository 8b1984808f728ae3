import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmbeddedPostgres } from '@onestory/embedded-postgres';
import { removeDataFolder, temporaryDataFolder } from '@onestory/testing';
import pg from 'pg';
import { familyOf } from './family.js';

const DEMO = fileURLToPath(new URL('../dist/demo/main.js', import.meta.url));

const demo = (...given: readonly string[]): Promise<{ code: number; said: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, [DEMO, ...given], { maxBuffer: 1 << 24 }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, said: out + err }),
    );
  });

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** Bytes as Postgres shows them are hex; text is looked for in both forms. */
const forms = (value: string): readonly string[] => [value, Buffer.from(value).toString('hex')];

describe('the demo', () => {
  let data: string;
  const family = familyOf(1);
  const personal = [
    family.token,
    family.phone,
    family.postcode,
    family.mother.given,
    family.elder.given,
    family.mother.nhsNumber,
    family.elder.nhsNumber,
    family.younger.nhsNumber,
    family.mother.dateOfBirth,
    family.elder.dateOfBirth,
    'Tearful in class',
    'Drew the house',
  ];

  beforeAll(async () => {
    data = await temporaryDataFolder();
  });
  afterAll(() => removeDataFolder(data));

  it('tells the story of a family, and every value matches', async () => {
    const { code, said } = await demo('--once', '--data', data);
    expect(said).toMatch(/All 23 values match/);
    expect(code).toBe(0);
    expect(said).toMatch(/-> lead-professional: InterimLeadAssigned/);
  });

  it('leaves no personal value in events, messages, keys and logs, and finds them where they may be', async () => {
    const server = await startEmbeddedPostgres({ dataFolder: data });
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    const found = async (schemas: string): Promise<readonly string[]> => {
      const { rows: tables } = await client.query<{ schema: string; name: string }>(
        `select table_schema as schema, table_name as name from information_schema.tables
         where table_type = 'BASE TABLE' and ${schemas}`,
      );
      const leaks: string[] = [];
      for (const { schema, name } of tables) {
        const { rows } = await client.query<{ row: string }>(
          `select t::text as row from ${schema}.${name} t`,
        );
        const text = rows.map(({ row }) => row).join('\n');
        for (const value of personal)
          if (forms(value).some((form) => text.includes(form)))
            leaks.push(`${value} in ${schema}.${name}`);
      }
      return leaks;
    };
    const outside = "table_schema not in ('child_index', 'pg_catalog', 'information_schema')";
    expect(await found(outside)).toEqual([]);
    expect((await found("table_schema = 'child_index'")).length).toBeGreaterThan(3);
    await client.end();
    await server.stop();
    const logs = filesBelow(data).filter((file) => file.endsWith('.log'));
    expect(logs.length).toBeGreaterThan(0);
    for (const file of logs) {
      const text = readFileSync(file, 'utf8');
      expect(personal.filter((value) => text.includes(value))).toEqual([]);
    }
  });

  it('ends with exit code 1 when a date of the story is moved', async () => {
    const { code, said } = await demo(
      '--once',
      '--data',
      data,
      '--move',
      'concern=2026-01-12T15:40:00Z',
    );
    expect(said).toMatch(
      /✗ identification -> assessment, working days +20 \(limit 35: met\) +21 \(limit 35: met\)/,
    );
    expect(said).toMatch(/1 of 23 values differ/);
    expect(code).toBe(1);
  });

  it('says how it is used, and what is wrong with how it was', async () => {
    expect(await demo('--help')).toMatchObject({ code: 0 });
    expect((await demo('--twice')).code).toBe(2);
    expect((await demo('--move', 'concern')).code).toBe(2);
  });
});
