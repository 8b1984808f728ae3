import { randomUUID } from 'node:crypto';

/** A refusal where the story expected an answer: the demo stops there and says so. */
class Unexpected extends Error {
  constructor(method: string, path: string, status: number, body: unknown) {
    super(`${method} ${path} was answered with ${status}: ${JSON.stringify(body)}`);
    this.name = 'Unexpected';
  }
}

export interface Answered<Body = Record<string, unknown>> {
  readonly status: number;
  readonly body: Body;
  readonly etag: string | undefined;
  readonly position: string | undefined;
}

export interface Ask {
  readonly ifMatch?: string | undefined;
  /** Statuses that the story expects; default: any below 300. */
  readonly expect?: readonly number[];
  readonly correlation?: string;
  /** Seconds for `Prefer: wait`; 0 asks only once. */
  readonly wait?: number;
}

/** The public HTTP API, as one person of the register. Reads its token anew for every request: the clock moves. */
export class Client {
  constructor(
    private readonly url: string,
    readonly persona: string,
    private readonly correlation: string,
  ) {}

  get<Body = Record<string, unknown>>(path: string, ask: Ask = {}): Promise<Answered<Body>> {
    return this.ask<Body>('GET', path, undefined, ask);
  }

  post<Body = { id: string }>(
    path: string,
    body: object = {},
    ask: Ask = {},
  ): Promise<Answered<Body>> {
    return this.ask<Body>('POST', path, body, ask);
  }

  put<Body = Record<string, unknown>>(path: string, body: object): Promise<Answered<Body>> {
    return this.ask<Body>('PUT', path, body, {});
  }

  private async token(): Promise<string> {
    const response = await fetch(`${this.url}/development/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ persona: this.persona }),
    });
    if (!response.ok)
      throw new Unexpected('POST', '/development/tokens', response.status, await response.json());
    return ((await response.json()) as { token: string }).token;
  }

  private async ask<Body>(
    method: string,
    path: string,
    body: object | undefined,
    { ifMatch, expect, wait = 2 }: Ask,
  ): Promise<Answered<Body>> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        authorization: `Bearer ${await this.token()}`,
        'onestory-correlation': this.correlation,
        ...(wait > 0 && { prefer: `wait=${wait}` }),
        ...(method === 'POST' && { 'idempotency-key': randomUUID() }),
        ...(body && { 'content-type': 'application/json' }),
        ...(ifMatch !== undefined && { 'if-match': ifMatch }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer = text === '' ? undefined : (JSON.parse(text) as unknown);
    const expected = expect ? expect.includes(response.status) : response.status < 300;
    if (!expected) throw new Unexpected(method, path, response.status, answer);
    return {
      status: response.status,
      body: answer as Body,
      etag: response.headers.get('etag') ?? undefined,
      position: response.headers.get('onestory-position') ?? undefined,
    };
  }
}
