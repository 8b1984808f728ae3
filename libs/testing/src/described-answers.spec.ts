import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ServiceDefinition } from '@onestory/service';
import { answersAsDescribed } from './described-answers.js';
import type { AnswerCheck } from './described-answers.js';

const json = (schema: object) => ({ content: { 'application/json': { schema } } });

describe('an answer that a document describes', () => {
  let folder: string;
  let check: AnswerCheck;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'onestory-api-'));
    const Child = {
      type: 'object',
      properties: {
        child: { type: 'string', format: 'uuid' },
        bornOn: { type: 'string', format: 'date' },
        stage: { type: 'string', enum: ['open', 'closed'] },
        siblings: { type: 'array', items: { $ref: '#/components/schemas/Child' } },
      },
      required: ['child', 'siblings'],
    };
    const document = {
      paths: {
        '/children/{child}': {
          get: {
            responses: {
              200: json({ $ref: '#/components/schemas/Child' }),
              404: { $ref: '#/components/responses/404' },
            },
          },
        },
        '/children/all': { get: { responses: { 200: json({ type: 'array' }) } } },
      },
      components: {
        schemas: { Child },
        responses: {
          404: json({
            type: 'object',
            properties: { code: { type: 'string' } },
            required: ['code'],
          }),
        },
      },
    };
    const path = join(folder, 'api.json');
    writeFileSync(path, JSON.stringify(document));
    check = answersAsDescribed([{ name: 'index', api: pathToFileURL(path) } as ServiceDefinition]);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const child = '9d9df2ab-4f47-4c0c-8a1e-0f8d9d9a1f4c';
  const url = `/index/children/${child}?asAt=2026-01-01`;
  const good = { child, bornOn: '2016-09-03', stage: 'open', siblings: [{ child, siblings: [] }] };

  it('is taken, by path and status, with what lies inside', () => {
    expect(() => check('GET', url, 200, good)).not.toThrow();
    expect(() => check('GET', url, 404, { code: 'not-there' })).not.toThrow();
    expect(() => check('GET', '/index/children/all', 200, [])).not.toThrow();
    expect(() => check('GET', '/index/nowhere', 404, {})).not.toThrow();
  });

  it.each([
    ['another status', 418, good, /does not say/],
    ['something missing', 200, { child }, /siblings/],
    ['something that it does not name', 200, { ...good, name: 'Zoë' }, /name/],
    ['another code', 200, { ...good, stage: 'ended' }, /stage/],
    ['no uuid', 200, { ...good, child: '7' }, /child/],
    ['null for what is absent', 200, { ...good, bornOn: null }, /bornOn/],
    ['something wrong inside', 200, { ...good, siblings: [{ child }] }, /siblings/],
    ['another problem', 404, {}, /code/],
  ])('is refused with %s', (_what, status, body, why) =>
    expect(() => check('GET', url, status, body)).toThrow(why),
  );
});
