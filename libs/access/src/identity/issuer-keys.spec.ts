import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { RealTime, StoryClock } from '@onestory/kernel';
import { instant } from '@onestory/kernel';
import { issuerKeys, KeysUnavailable } from './issuer-keys.js';
import { tokenVerifier } from './tokens.js';
import { me } from '../testing/cases.js';

const clock: StoryClock = { kind: 'story', now: () => instant('2026-03-05T12:00:00Z') };
const noon = Date.parse('2026-03-05T12:00:00Z') / 1000;
const settings = { issuer: 'https://login.example/', audience: 'onestory', clock };
const keys = await generateKeyPair('EdDSA', { extractable: true });
const published = JSON.stringify({
  keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'current' }],
});

const token = (kid = 'current'): Promise<string> =>
  new SignJWT({ iss: settings.issuer, aud: 'onestory', sub: me, iat: noon, exp: noon + 900 })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid })
    .sign(keys.privateKey);

/** An issuer in one of its moods, and what was asked of it. */
const issuer = (mood: () => Promise<Response>) => {
  const it = { mood, asked: 0, ms: 0 };
  const time: RealTime = { kind: 'real', now: () => it.ms, monotonic: () => it.ms };
  const fetch = () => {
    it.asked += 1;
    return it.mood();
  };
  const getKey = issuerKeys(new URL('https://login.example/keys'), { fetch, time });
  const verify = tokenVerifier({ ...settings, keys: getKey });
  return Object.assign(it, { verify });
};

const well = async () => new Response(published);
const unreachable = () =>
  Promise.reject(new TypeError('fetch failed', { cause: new Error('connect 10.0.0.7:443') }));
const late = () => Promise.reject(new DOMException('10.0.0.7 is late', 'TimeoutError'));

describe("the issuer's keys", () => {
  it.each<[string, () => Promise<Response>, string]>([
    ['does not answer', unreachable, 'unreachable'],
    ['answers too late', late, 'timeout'],
    ['answers 502', async () => new Response('bad gateway', { status: 502 }), 'status'],
    ['sends us elsewhere', async () => Response.redirect('https://evil.example/', 302), 'status'],
    ['answers with a page', async () => new Response('<html>10.0.0.7'), 'unreadable'],
    ['answers with no keys', async () => new Response('{"keys":[1]}'), 'unreadable'],
    [
      'publishes a key that is none',
      async () => new Response('{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"current"}]}'),
      'unreadable',
    ],
  ])('are unavailable where it %s: no word against the token', async (_what, mood, code) => {
    const { verify } = issuer(mood);
    const error: unknown = await verify(await token()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(KeysUnavailable);
    expect(error).toMatchObject({ code });
    expect([(error as Error).cause, (error as Error).message.includes('10.0.0.7')]).toEqual([
      undefined,
      false,
    ]);
  });

  it('are asked for once a second while they are unavailable, however many come', async () => {
    const it_ = issuer(unreachable);
    for (let n = 0; n < 50; n += 1)
      await expect(it_.verify(await token(`guess-${n}`))).rejects.toBeInstanceOf(KeysUnavailable);
    expect(it_.asked).toBe(1);
    it_.mood = well;
    await expect(it_.verify(await token())).rejects.toMatchObject({ code: 'unreachable' });
    it_.ms += 1_000;
    expect(await it_.verify(await token())).toEqual({ sub: me });
    expect(it_.asked).toBe(2);
  });

  it('are not asked for again for every key id that somebody makes up', async () => {
    const it_ = issuer(well);
    await it_.verify(await token());
    for (let n = 0; n < 50; n += 1)
      await expect(it_.verify(await token(`guess-${n}`))).rejects.toMatchObject({
        reason: 'unknown-key',
      });
    expect(it_.asked).toBe(1);
  });

  it('are not asked for by what is no token of ours', async () => {
    const it_ = issuer(unreachable);
    await expect(it_.verify('not.a.token')).rejects.toMatchObject({ reason: 'malformed' });
    expect(it_.asked).toBe(0);
  });

  it('serve on once they are known, while the issuer is away', async () => {
    const it_ = issuer(well);
    await it_.verify(await token());
    it_.mood = unreachable;
    expect(await it_.verify(await token())).toEqual({ sub: me });
  });
});
