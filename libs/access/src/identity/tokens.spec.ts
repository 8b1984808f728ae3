import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import type { JWTHeaderParameters, JWTPayload } from 'jose';
import { idFrom, instant } from '@onestory/kernel';
import type { Instant, StoryClock } from '@onestory/kernel';
import type { Register } from '../register/register.js';
import { KeysUnavailable } from './issuer-keys.js';
import { bearerToken, NotSignedIn, signIn, tokenVerifier } from './tokens.js';
import { me, somebody } from '../testing/cases.js';

const ISSUER = 'https://login.example/';
const noon = Date.parse('2026-03-05T12:00:00Z') / 1000;
const clockAt = (time: string): StoryClock => ({ kind: 'story', now: () => instant(time) });
const clock = clockAt('2026-03-05T12:00:00Z');

type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>;
const keys: Record<string, KeyPair> = {};
let verify: (token: string) => Promise<{ sub: string }>;
let jwks: { keys: object[] };

beforeAll(async () => {
  for (const alg of ['EdDSA', 'ES256', 'RS256', 'ES384'])
    keys[alg] = await generateKeyPair(alg, { extractable: true });
  keys['stranger'] = await generateKeyPair('EdDSA');
  jwks = {
    keys: await Promise.all(
      ['EdDSA', 'ES256', 'RS256', 'ES384'].map(async (alg) => ({
        ...(await exportJWK(keys[alg]!.publicKey)),
        kid: alg,
      })),
    ),
  };
  verify = tokenVerifier({ issuer: ISSUER, audience: 'onestory', keys: jwks as never, clock });
});

const claims: JWTPayload = {
  iss: ISSUER,
  aud: 'onestory',
  sub: me,
  iat: noon - 60,
  exp: noon + 900,
};
const signed = (
  change: JWTPayload = {},
  header: Partial<JWTHeaderParameters> = {},
  key = header.alg ?? 'EdDSA',
): Promise<string> =>
  new SignJWT({ ...claims, ...change })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: header.alg ?? 'EdDSA', ...header })
    .sign(keys[key]!.privateKey);

/** Set to undefined, a claim is not written. */
const missing = (claim: string): JWTPayload => ({ [claim]: undefined });

const reasonFor = async (token: string | Promise<string>): Promise<string> => {
  const error = await verify(await token).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(NotSignedIn);
  expect((error as NotSignedIn).message).toBe('Sign in and try again.');
  expect((error as NotSignedIn).cause).toBeUndefined();
  return (error as NotSignedIn).reason;
};

describe('a bearer token is accepted', () => {
  it.each(['EdDSA', 'ES256', 'RS256'])('when signed with %s by a key of the issuer', async (alg) =>
    expect(await verify(await signed({}, { alg }))).toEqual({ sub: me }),
  );

  it('and says who it is for, nothing else', async () =>
    expect(await verify(await signed({ roles: ['operator'], agency: 'x' }))).toEqual({ sub: me }));

  it('by the clock of the story, not of the machine', async () => {
    const later = tokenVerifier({
      issuer: ISSUER,
      audience: 'onestory',
      keys: jwks as never,
      clock: clockAt('2026-03-05T12:20:00Z'),
    });
    await expect(later(await signed())).rejects.toMatchObject({ reason: 'expired' });
  });

  it('with keys fetched from the issuer', async () => {
    const server = createServer((_, answer) => answer.end(JSON.stringify(jwks)));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const keysAt = new URL(`http://127.0.0.1:${port}/jwks`);
    const remote = tokenVerifier({ issuer: ISSUER, audience: 'onestory', keys: keysAt, clock });
    expect(await remote(await signed())).toEqual({ sub: me });
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    const gone = tokenVerifier({ issuer: ISSUER, audience: 'onestory', keys: keysAt, clock });
    await expect(gone(await signed())).rejects.toBeInstanceOf(KeysUnavailable);
  });
});

describe('a bearer token that was good a moment ago', () => {
  let asked: number;
  let now: string;
  let remembering: (token: string) => Promise<{ sub: string }>;

  beforeEach(() => {
    asked = 0;
    now = '2026-03-05T12:00:00Z';
    const find = createLocalJWKSet(jwks as never);
    remembering = tokenVerifier({
      issuer: ISSUER,
      audience: 'onestory',
      keys: (header, token) => ((asked += 1), find(header, token)),
      clock: { kind: 'story', now: () => instant(now) },
    });
  });

  it('is not looked at again', async () => {
    const token = await signed();
    for (let time = 0; time < 3; time += 1) expect(await remembering(token)).toEqual({ sub: me });
    expect(asked).toBe(1);
  });

  it.each([
    ['expires all the same', {}, '2026-03-05T12:16:01Z', 'expired'],
    ['is not valid before its time', { nbf: noon }, '2026-03-05T11:58:59Z', 'not-yet-valid'],
    ['is not good before it was issued', {}, '2026-03-05T11:57:59Z', 'not-yet-valid'],
  ])('%s', async (_what, change, later, reason) => {
    const token = await signed(change);
    await remembering(token);
    now = later;
    await expect(remembering(token)).rejects.toMatchObject({ reason });
  });

  it('says nothing of one that looks like it', async () => {
    const token = await signed();
    await remembering(token);
    const other = await signed({}, {}, 'stranger');
    await expect(remembering(other)).rejects.toMatchObject({ reason: 'signature' });
    await expect(remembering(`${token}A`)).rejects.toMatchObject({ reason: 'signature' });
  });

  it('is one of a thousand at most', async () => {
    const tokens = [];
    for (let number = 0; number <= 1_000; number += 1)
      tokens.push(await signed({ jti: `${number}` }));
    for (const token of tokens) await remembering(token);
    await remembering(tokens.at(-1)!);
    expect(asked).toBe(1_001);
    await remembering(tokens[0]!);
    expect(asked).toBe(1_002);
  });
});

describe('a bearer token is refused, always with the same words', () => {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

  it.each<[string, () => string | Promise<string>, string]>([
    ['with alg none', () => new UnsecuredJWT(claims).encode(), 'algorithm'],
    [
      'with a symmetric algorithm and our public key as the secret',
      () =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: 'EdDSA' })
          .sign(Buffer.from(JSON.stringify(jwks.keys[0]))),
      'algorithm',
    ],
    ['with an algorithm that is not allowed', () => signed({}, { alg: 'ES384' }), 'algorithm'],
    ['signed by a stranger under our key id', () => signed({}, {}, 'stranger'), 'signature'],
    ['with a path as key id', () => signed({}, { kid: '../../etc/passwd' }), 'unknown-key'],
    ['with SQL as key id', () => signed({}, { kid: "' or 1=1 --" }), 'unknown-key'],
    [
      'that brings its own key',
      async () => {
        const jwk = await exportJWK(
          (await generateKeyPair('EdDSA', { extractable: true })).publicKey,
        );
        return signed({}, { jwk, kid: 'EdDSA' }, 'stranger');
      },
      'signature',
    ],
    ['that was changed', async () => tamper(await signed()), 'signature'],
    ['of another type', () => signed({}, { typ: 'JWT' }), 'type'],
    ['that has expired', () => signed({ exp: noon - 61 }), 'expired'],
    ['that never expires', () => signed(missing('exp')), 'claims'],
    ['from the future', () => signed({ iat: noon + 61 }), 'not-yet-valid'],
    ['not valid yet', () => signed({ nbf: noon + 61 }), 'not-yet-valid'],
    ['without a time of issue', () => signed(missing('iat')), 'claims'],
    ['for another audience', () => signed({ aud: 'elsewhere' }), 'audience'],
    ['by another issuer', () => signed({ iss: 'https://login.example' }), 'issuer'],
    ['for nobody', () => signed(missing('sub')), 'claims'],
    ['for somebody who is no id', () => signed({ sub: "x' or 1=1" }), 'claims'],
    [
      'with a critical header that we do not know',
      () =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: 'EdDSA', crit: ['x'], x: 1 })
          .sign(keys['EdDSA']!.privateKey, { crit: { x: true } }),
      'malformed',
    ],
    ['that is huge', () => signed({ filler: 'x'.repeat(20_000) }), 'malformed'],
    ['that is not one', () => 'not.a.token', 'malformed'],
    ['that is empty', () => '', 'malformed'],
    [
      'with two signatures',
      () => JSON.stringify({ payload: part(claims), signatures: [{}, {}] }),
      'malformed',
    ],
  ])('%s', async (_what, token, reason) => expect(await reasonFor(token())).toBe(reason));

  const tamper = (token: string): string => {
    const [header, , signature] = token.split('.');
    return [header, part({ ...claims, sub: idFrom('somebody else') }), signature].join('.');
  };
});

describe('signing in', () => {
  const register = (actor = somebody('practitioner')): Register =>
    ({
      actor: (id: string, at: Instant) => (id === me && at === clock.now() ? actor : undefined),
    }) as unknown as Register;

  it('gives the actor of the register on the day of the story', async () =>
    expect(await signIn(verify, register(), clock)(`Bearer ${await signed()}`)).toEqual(
      somebody('practitioner'),
    ));

  it('refuses somebody whom the register does not have on that day', async () =>
    expect(
      signIn(verify, register(), clockAt('2026-03-05T12:00:01Z'))(`Bearer ${await signed()}`),
    ).rejects.toMatchObject({ reason: 'not-in-register' }));

  it.each([undefined, '', 'Bearer', 'Bearer ', 'Basic abc', 'Bearer a b', 'Bearer a\nb'])(
    'finds no token in %p',
    (header) => expect(() => bearerToken(header)).toThrow(NotSignedIn),
  );
});
