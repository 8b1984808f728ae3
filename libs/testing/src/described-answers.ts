import { readFileSync } from 'node:fs';
import type { ServiceDefinition } from '@onestory/service';
import { z } from 'zod';

interface Schema {
  readonly $ref?: string;
  readonly type?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: unknown;
}

interface Answer {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

interface Document {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { responses: Record<string, Answer & Schema> }>>>
  >;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly responses: Readonly<Record<string, Answer>>;
  };
}

const lastOf = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);

/** What a document leaves open for later versions is closed here: a field that it does not name is a mistake. */
const closed = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).map(([name, value]) => [
    name,
    name === '$ref' ? `#/$defs/${lastOf(value as string)}` : closed(value),
  ]);
  const { type, properties, additionalProperties } = schema as Schema;
  const isShape = type === 'object' && properties && additionalProperties === undefined;
  return { ...Object.fromEntries(entries), ...(isShape && { additionalProperties: false }) };
};

/** The api.json of one service, as a judge of what it answers. */
class DescribedAnswers {
  private readonly document: Document;
  private readonly definitions: unknown;
  private readonly routes: readonly { readonly path: string; readonly matches: RegExp }[];
  private readonly schemas = new Map<string, z.ZodType>();

  constructor(api: URL) {
    this.document = JSON.parse(readFileSync(api, 'utf8')) as Document;
    this.definitions = closed(this.document.components.schemas);
    // Paths without parameters come first: `/series/terms` is not a series of that id.
    this.routes = Object.keys(this.document.paths)
      .toSorted((a, b) => a.split('{').length - b.split('{').length)
      .map((path) => ({ path, matches: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`) }));
  }

  check(method: string, path: string, status: number, body: unknown): void {
    const route = this.routes.find(({ matches }) => matches.test(path))?.path;
    const operation = route && this.document.paths[route]?.[method.toLowerCase()];
    if (!route || !operation) return; // what is nowhere is answered by no operation
    const answer = operation.responses[status];
    const said = `${method} ${route} was answered with ${status}`;
    if (!answer) throw new Error(`${said}, which its api.json does not say.`);
    const { error } = this.schemaOf(`${method} ${route} ${status}`, answer).safeParse(body);
    if (error)
      throw new Error(
        `${said}, and not as its api.json says (npm run api): ${z.prettifyError(error)}`,
      );
  }

  private schemaOf(name: string, answer: Answer & Schema): z.ZodType {
    const known = this.schemas.get(name);
    if (known) return known;
    const { content } = answer.$ref
      ? this.document.components.responses[lastOf(answer.$ref)]!
      : answer;
    const { schema } = Object.values(content!)[0]!;
    const own = { ...(closed(schema) as object), $defs: this.definitions };
    const made = z.fromJSONSchema(own as never);
    this.schemas.set(name, made);
    return made;
  }
}

/** Throws if an answer is not one that the service's OpenAPI document says it may give. */
export type AnswerCheck = (method: string, url: string, status: number, body: unknown) => void;

export const answersAsDescribed = (definitions: readonly ServiceDefinition[]): AnswerCheck => {
  const described = new Map<string, DescribedAnswers>();
  const apis = new Map(definitions.map(({ name, api }) => [name, api]));
  return (method, url, status, body) => {
    const [path = ''] = url.split('?');
    const [, service = ''] = path.split('/');
    const api = apis.get(service);
    if (!api) return;
    const answers = described.get(service) ?? new DescribedAnswers(api);
    described.set(service, answers);
    answers.check(method, path.slice(service.length + 1), status, body);
  };
};
