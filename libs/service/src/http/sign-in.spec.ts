import type { ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import { KeysUnavailable, NotSignedIn } from '@onestory/access';
import type { NotSignedInReason } from '@onestory/access';
import type { Logger } from '../platform/logging.js';
import type { ServiceRuntime } from '../followers/runtime.js';
import type { Platform } from '../platform/platform.js';
import { ProblemFilter } from './problems.js';
import { SignIn } from './sign-in.js';

/** One request whose token is judged like this: what is answered, and what is logged. */
const requestWith = async (judged: () => Promise<never>) => {
  const answer = { headers: new Map<string, string>(), status: 0, body: '' };
  const response = {
    setHeader: (name: string, value: string) => answer.headers.set(name, value),
    status: (status: number) => (answer.status = status),
    end: (body: string) => (answer.body = body),
  };
  const http = {
    getRequest: () => ({ method: 'GET', headers: { authorization: 'Bearer zzToken' } }),
    getResponse: () => response,
  };
  const context = { getHandler: () => requestWith, switchToHttp: () => http };
  const reflector = { get: (key: string) => (key === 'onestory:action' ? 'x' : undefined) };
  const platform = { verifyToken: judged } as unknown as Platform;
  const logged: unknown[] = [];
  const log = { error: (details: object) => logged.push(details) } as unknown as Logger;
  await new SignIn(reflector as unknown as Reflector, platform, {} as ServiceRuntime)
    .canActivate(context as unknown as ExecutionContext)
    .catch((error: unknown) => new ProblemFilter(log).catch(error, context as never));
  return { ...answer, logged };
};

describe('signing in', () => {
  it('is refused with the same words, whatever is wrong with the token', async () => {
    const reasons: NotSignedInReason[] = [
      'malformed',
      'unknown-key',
      'signature',
      'issuer',
      'not-yet-valid',
    ];
    const answers = await Promise.all(
      reasons.map((reason) => requestWith(() => Promise.reject(new NotSignedIn(reason)))),
    );
    expect(answers.map(({ status }) => status)).toEqual(reasons.map(() => 401));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  });

  it('is told from a token that was good and has expired, which says what to do', async () => {
    const { status, body, headers } = await requestWith(() =>
      Promise.reject(new NotSignedIn('expired')),
    );
    expect([status, headers.get('WWW-Authenticate')]).toEqual([401, 'Bearer']);
    expect(JSON.parse(body)).toMatchObject({
      code: 'token-expired',
      detail: expect.stringContaining('expired'),
    });
  });

  it("is 503 where the issuer's keys cannot be read: nothing is said against the token", async () => {
    const { status, headers, body, logged } = await requestWith(() =>
      Promise.reject(new KeysUnavailable('timeout')),
    );
    expect([status, headers.get('Retry-After'), headers.has('WWW-Authenticate')]).toEqual([
      503,
      '1',
      false,
    ]);
    expect(JSON.parse(body)).toEqual({
      type: 'about:blank',
      title: 'Not now',
      status: 503,
      code: 'sign-in-unavailable',
      detail: 'Who is asking cannot be checked now. Your token may be good: try again.',
    });
    expect(logged).toMatchObject([
      { code: 'sign-in-unavailable', error: 'KeysUnavailable', cause: 'timeout' },
    ]);
    expect(JSON.stringify(logged)).not.toContain('zzToken');
  });
});
