import { setTimeout as pause } from 'node:timers/promises';
import type { Actor, Command } from './ledger.js';

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

/** Longer than the platform takes for anything: whoever waited so long does not know what was done. */
const PATIENCE_MS = 20_000;
const TOKEN_LASTS_MS = 60_000;

/** The public HTTP API without any patience of its own: a lost answer throws, and the next process is asked next. */
export class Asking {
  private readonly tokens = new Map<string, { token: Promise<string>; at: number }>();
  private turn: number;

  /** Processes of one installation, of which any will do. */
  constructor(
    private readonly urls: readonly string[],
    first = 0,
  ) {
    this.turn = first;
  }

  private get url(): string {
    return this.urls[this.turn % this.urls.length]!;
  }

  post({ key, actor, path, body, ifMatch }: Command, wait = 2): Promise<Answer> {
    return this.ask('POST', path, actor, body, {
      'idempotency-key': key,
      prefer: `wait=${wait}`,
      ...(ifMatch !== undefined && { 'if-match': ifMatch }),
    });
  }

  get(actor: Actor, path: string): Promise<Answer> {
    return this.ask('GET', path, actor, undefined, { prefer: 'wait=2' });
  }

  /** For the operator's pages, which take no key. */
  send(method: 'POST' | 'PUT', actor: Actor, path: string, body: object): Promise<Answer> {
    return this.ask(method, path, actor, body, {}, 600_000);
  }

  private async ask(...asked: Parameters<Asking['askThis']>): Promise<Answer> {
    const { turn } = this;
    try {
      return await this.askThis(...asked);
    } catch (error) {
      if (this.turn === turn) this.turn += 1;
      throw error;
    }
  }

  private async askThis(
    method: string,
    path: string,
    actor: Actor,
    body: object | undefined,
    headers: Record<string, string>,
    patience = PATIENCE_MS,
  ): Promise<Answer> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        authorization: `Bearer ${await this.tokenOf(actor)}`,
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(patience),
    });
    const text = await response.text();
    const said = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
    if (response.status === 401) this.tokens.delete(actor.id);
    return { status: response.status, body: said, headers: response.headers };
  }

  private tokenOf({ id }: Actor): Promise<string> {
    const known = this.tokens.get(id);
    if (known && performance.now() - known.at < TOKEN_LASTS_MS) return known.token;
    const token = this.fetchToken(id);
    this.tokens.set(id, { token, at: performance.now() });
    token.catch(() => this.tokens.delete(id));
    return token;
  }

  private async fetchToken(persona: string): Promise<string> {
    const response = await fetch(`${this.url}/development/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ persona }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const { token } = (await response.json()) as { token?: string };
    if (token === undefined) throw new Error('No token was given.');
    return token;
  }
}

/** Again and again, for as long as the platform is away. */
export const untilAnswered = async (
  ask: () => Promise<Answer>,
  patienceMs = 120_000,
): Promise<Answer> => {
  const end = performance.now() + patienceMs;
  for (;;) {
    const answer = await ask().catch(() => undefined);
    const away = answer === undefined || answer.status >= 429 || answer.status === 401;
    if (answer && !away) return answer;
    if (performance.now() > end) throw new Error('The platform did not come back.');
    await pause(100);
  }
};
