import { randomUUID } from 'node:crypto';
import { people } from '../demo/people.js';

type Person = (typeof people)[keyof typeof people];

const tokenOf = async (url: string, persona: Person): Promise<string> => {
  const response = await fetch(`${url}/development/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ persona: persona.id }),
  });
  return ((await response.json()) as { token: string }).token;
};

export const headersOf = async (url: string, persona: Person) => ({
  authorization: `Bearer ${await tokenOf(url, persona)}`,
});

export interface Posted {
  readonly body: { readonly id: string };
  readonly position: string | undefined;
}

/** Posts as one person, with a token asked for once. */
export const poster = async (url: string, persona: Person) => {
  const signedIn = await headersOf(url, persona);
  return async (
    path: string,
    body: object,
    more: Readonly<Record<string, string>> = {},
  ): Promise<Posted> => {
    const response = await fetch(url + path, {
      method: 'POST',
      headers: {
        ...signedIn,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
        ...more,
      },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`POST ${path} was answered with ${response.status}: ${text}`);
    return {
      body: JSON.parse(text) as Posted['body'],
      position: response.headers.get('onestory-position') ?? undefined,
    };
  };
};

let registered = 0;

const BORN_FROM = Date.UTC(2008, 0, 1);
const DAYS = 6_000;

/** A name that nobody else has, so that a search for it finds one child, born on any day of 16 years. */
export const newChild = () => {
  registered += 1;
  const born = new Date(BORN_FROM + ((registered * 7_919) % DAYS) * 86_400_000);
  const letters = Array.from(String(registered))
    .map((digit) => 'abcdefghij'[Number(digit)])
    .join('');
  return {
    name: { given: 'Bench', family: `Mark-zq${letters}x` },
    dateOfBirth: born.toISOString().slice(0, 10),
    gender: 'female',
    noNhsNumberReason: 'not_known_yet',
    carers: [],
  };
};
