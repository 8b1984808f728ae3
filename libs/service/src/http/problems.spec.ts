import { HttpException } from '@nestjs/common';
import type { ArgumentsHost } from '@nestjs/common';
import { InTheFuture, Refusal, RuleBroken } from '@onestory/kernel';
import { HistoryNewerThanThisVersion, StaleRevision } from '@onestory/event-sourcing';
import type { Logger } from '../platform/logging.js';
import { KeyMissing, keyRef, MasterKeyMissing } from '@onestory/personal-data';
import { NotYetKnown, ProblemFilter, problemOf } from './problems.js';

class NotAwaitingScreening extends Refusal {}
class NhsNumberInvalid extends RuleBroken {}

const statusAndCode = (error: unknown) => {
  const { status, code } = problemOf(error);
  return [status, code];
};

describe('a problem', () => {
  it('is 409 where the state forbids it, 422 where a rule of the field does', () => {
    expect(statusAndCode(new NotAwaitingScreening('It was accepted.'))).toEqual([
      409,
      'not-awaiting-screening',
    ]);
    expect(statusAndCode(new NhsNumberInvalid('Check the digits.'))).toEqual([
      422,
      'nhs-number-invalid',
    ]);
  });

  it('is 409 with Retry-After where another service has not told yet', () =>
    expect(problemOf(new NotYetKnown('The consent'))).toMatchObject({
      status: 409,
      code: 'not-yet-known',
      more: { retryAfterSeconds: 1 },
    }));

  it('is 412 for a stale revision, 503 for a history of a newer version and for an engine that is down', () => {
    expect(statusAndCode(new StaleRevision(1n, 2n))).toEqual([412, 'stale-revision']);
    const newer = new HistoryNewerThanThisVersion('referral-1', 2n, 'X.v2');
    expect(statusAndCode(newer)).toEqual([503, 'history-newer-than-this-version']);
    const down = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    expect(statusAndCode(down)).toEqual([503, 'engine-down']);
    const unknown = Object.assign(new Error('It may be stored.'), { name: 'OutcomeUnknown' });
    expect(statusAndCode(unknown)).toEqual([503, 'engine-down']);
  });

  it.each([
    ['a full disk', '53100'],
    ['a read-only server', '25006'],
    ['too many connections', '53300'],
    ['a statement that took too long', '57014'],
  ])('is 503 with Retry-After for %s', (_, code) => {
    const error = Object.assign(new Error('Nein.'), { code, severity: 'FEHLER' });
    expect(problemOf(error)).toMatchObject({
      status: 503,
      code: 'engine-down',
      more: { retryAfterSeconds: 1 },
    });
  });

  it.each([
    [{ occurredOn: '2030-01-01' }, 'occurredOn lies in the future.'],
    [{ occurredAt: '2030-01-01T09:00:00Z' }, 'occurredAt lies in the future.'],
    [undefined, 'occurredAt lies in the future.'],
  ])('speaks of the field that was sent: %j', (body, words) => {
    const sent: string[] = [];
    const response = { setHeader: () => undefined, status: () => undefined };
    const http = {
      getRequest: () => ({ method: 'POST', body }),
      getResponse: () => ({ ...response, end: (text: string) => void sent.push(text) }),
    };
    const host = { switchToHttp: () => http } as unknown as ArgumentsHost;
    new ProblemFilter({} as Logger).catch(new InTheFuture(), host);
    expect(JSON.parse(sent[0]!)).toMatchObject({ detail: expect.stringContaining(words) });
  });

  it('is 503 with Retry-After if a key is missing, and names neither the person nor the place of the key', () => {
    const ref = keyRef({ search: 'zzSecret' });
    for (const error of [new KeyMissing(ref), new MasterKeyMissing('/zzSecret/master.key', '1')]) {
      const problem = problemOf(error);
      expect(problem).toMatchObject({ status: 503, code: 'key-missing' });
      expect(problem.more.retryAfterSeconds).toBe(1);
      expect(problem.detail).not.toContain('zzSecret');
    }
  });

  it('never repeats what was sent: unexpected errors and parsers speak in our words', () => {
    const leaking = problemOf(new Error('duplicate key (name)=(zzSecret)'));
    expect(leaking.status).toBe(500);
    expect(leaking.detail).not.toContain('zzSecret');
    const parser = Object.assign(new SyntaxError('Unexpected token zzSecret'), { status: 400 });
    expect(problemOf(parser).detail).not.toContain('zzSecret');
    expect(problemOf(new HttpException('zzSecret', 404)).detail).not.toContain('zzSecret');
  });
});
