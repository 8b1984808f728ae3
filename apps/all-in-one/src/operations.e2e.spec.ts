import { cast, ServicesUnderTest } from '@onestory/testing';
import { services } from './services.js';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
}

interface Nested {
  readonly name: string;
  readonly isList: boolean;
  readonly properties: readonly string[];
}

interface Operation {
  readonly service: string;
  readonly method: string;
  /** With ids of nothing. */
  readonly url: string;
  readonly path: string;
  /** What its body may hold. */
  readonly properties: readonly string[];
  /** Those of them that are objects, or lists of objects, and what these may hold. */
  readonly nested: readonly Nested[];
  readonly takesBody: boolean;
}

interface Document {
  readonly openapi: string;
  readonly paths: Readonly<
    Record<
      string,
      Readonly<Record<string, { requestBody?: { content: Record<string, { schema: Schema }> } }>>
    >
  >;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const nestedIn = (schema: Schema | undefined, known: Readonly<Record<string, Schema>>): Nested[] =>
  Object.entries(schema?.properties ?? {}).flatMap(([name, { $ref, allOf, items }]) => {
    const reference = $ref ?? allOf?.[0]?.$ref ?? items?.$ref;
    const inner = known[reference?.split('/').at(-1) ?? '']?.properties;
    return inner ? [{ name, isList: items !== undefined, properties: Object.keys(inner) }] : [];
  });

/** What holds for every operation of every service: rules of the chassis, not of a route. */
describe('every operation', () => {
  let system: ServicesUnderTest;
  let operations: readonly Operation[];
  let token: string;

  const operationsOf = async (service: string): Promise<readonly Operation[]> => {
    const response = await fetch(`${system.url}/${service}/openapi.json`);
    const { openapi, paths, components } = (await response.json()) as Document;
    expect(openapi).toBe('3.1.0');
    return Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { requestBody }]) => {
        const name = requestBody?.content['application/json']?.schema.$ref?.split('/').at(-1);
        const schema = name === undefined ? undefined : components.schemas[name];
        return {
          service,
          method: method.toUpperCase(),
          path,
          url: `${system.url}/${service}${path.replaceAll(/\{\w+\}/g, crypto.randomUUID())}`,
          properties: Object.keys(schema?.properties ?? {}),
          nested: nestedIn(schema, components.schemas),
          takesBody: requestBody !== undefined,
        };
      }),
    );
  };

  const ask = async ({ method, url }: Operation, body?: object, query = '') => {
    const response = await fetch(url + query, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'idempotency-key': crypto.randomUUID(),
        'if-match': system.etag('episode-of-nobody', 0n),
        'content-type': 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    return [response.status, (await response.json()) as object] as const;
  };

  const writing = () => operations.filter(({ takesBody }) => takesBody);
  const filled = (names: readonly string[], value: unknown) =>
    Object.fromEntries(names.map((name) => [name, value]));

  /** All at once; a failure names its operation. */
  const each = (those: readonly Operation[], work: (one: Operation) => Promise<void>) =>
    Promise.all(
      those.map((one) =>
        work(one).catch((error: unknown) => {
          throw new Error(`${one.method} /${one.service}${one.path}`, { cause: error });
        }),
      ),
    );

  beforeAll(async () => {
    system = await ServicesUnderTest.start(services);
    token = await system.tokenOf(cast.teacher);
    operations = (await Promise.all(services.map(({ name }) => operationsOf(name)))).flat();
  });
  afterAll(() => system.close());

  it('has a declared action, and answers nobody who has not signed in', async () => {
    const guarded = operations.filter(({ path }) => !path.startsWith('/health'));
    await each(guarded, async ({ method, url }) =>
      expect((await fetch(url, { method })).status).toBe(401),
    );
  });

  it('takes null for nothing, whatever may be left out', async () => {
    expect(writing().length).toBeGreaterThan(50);
    await each(writing(), async (operation) => {
      const names = [...new Set([...operation.properties, 'occurredAt'])].slice(0, 20);
      const errors = names.map((name) => ({
        pointer: `#/${name}`,
        detail: expect.stringMatching(/^is null/) as string,
      }));
      expect(await ask(operation, filled(names, null))).toMatchObject([400, { errors }]);
    });
  });

  it('takes no list of lists, and no list for an object', () =>
    each(writing(), async (operation) => {
      if (operation.properties.length === 0) return;
      for (const value of [[[]], [[{}]]])
        expect(await ask(operation, filled(operation.properties, value))).toMatchObject([
          400,
          { code: 'malformed' },
        ]);
    }));

  it('takes no decision of a panel that is not one, at any depth', async () => {
    const operation = operations.find(({ properties }) => properties.includes('decisions'))!;
    const funded = (funding: unknown) => [{ kind: 'package', funding }];
    const nonsense = [
      ...[
        null,
        [null],
        [[]],
        [[{ kind: 'package' }]],
        [{}],
        [{ kind: null }],
        [{ kind: ['package'] }],
      ],
      ...[null, [null], [[]], {}, [[{ source: 'pooled_fund' }]], [{ source: null }]].map(funded),
    ];
    for (const decisions of nonsense) {
      const [status, answer] = await ask(operation, { sitting: crypto.randomUUID(), decisions });
      expect([decisions, status, answer]).toMatchObject([decisions, 400, { code: 'malformed' }]);
    }
  });

  it('takes neither null nor a list within what is nested: a scope, a measure', async () => {
    const nesting = operations.flatMap((operation) =>
      operation.nested.map((nested) => ({ operation, ...nested })),
    );
    expect(nesting.length).toBeGreaterThan(20);
    await Promise.all(
      nesting.map(async ({ operation, name, isList, properties }) => {
        const inner = [null, [], [[]], ...[null, [[[]]]].map((it) => filled(properties, it))];
        for (const value of inner) {
          const body = { [name]: isList ? [value] : value };
          const [status, answer] = await ask(operation, body);
          const { errors = [] } = answer as { errors?: readonly { pointer: string }[] };
          const isNamed = errors.some(({ pointer }) => pointer.startsWith(`#/${name}`));
          expect([operation.path, body, status, isNamed]).toEqual([
            operation.path,
            body,
            400,
            true,
          ]);
        }
      }),
    );
  });

  it('refuses a query parameter that it does not know', () =>
    each(operations, async (operation) =>
      expect(await ask(operation, undefined, '?asAT=2026-01-01')).toMatchObject([
        400,
        { errors: [{ pointer: '#query/asAT' }] },
      ]),
    ));

  it('refuses a position that we did not give', () => {
    const reading = operations.filter(
      ({ method, path }) => method === 'GET' && !path.startsWith('/health'),
    );
    return each(reading, async ({ url }) => {
      for (const position of ['00000000000000009999', '1/2', 'AQ', 'x'.repeat(100)]) {
        const headers = { authorization: `Bearer ${token}`, 'onestory-position': position };
        const response = await fetch(url, { headers });
        expect([response.status, await response.json()]).toMatchObject([
          400,
          { errors: [{ pointer: '#header/OneStory-Position' }] },
        ]);
      }
    });
  });

  it('refuses an If-Match that is no ETag of ours', () =>
    each(
      operations.filter(({ method, path }) => method === 'POST' && !path.startsWith('/health')),
      async ({ url }) => {
        const headers = { authorization: `Bearer ${token}`, 'if-match': '"0"' };
        const response = await fetch(url, { method: 'POST', headers });
        expect([response.status, await response.json()]).toMatchObject([
          400,
          { errors: [{ pointer: '#header/If-Match' }] },
        ]);
      },
    ));

  it('of the development issuer says what is wrong with a persona', async () => {
    const tokenFor = async (persona: unknown) => {
      const response = await fetch(`${system.url}/development/tokens`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ persona }),
      });
      return [response.status, await response.json()];
    };
    for (const persona of ['nobody', crypto.randomUUID(), 7, ['a']])
      expect(await tokenFor(persona)).toMatchObject([
        400,
        { code: 'malformed', errors: [{ pointer: '#/persona' }] },
      ]);
  });
});
