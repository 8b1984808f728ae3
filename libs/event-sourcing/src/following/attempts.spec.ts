import { isOutage } from '@onestory/postgres';
import { causeOf, PAUSES_MS } from './attempts.js';

describe('what is tried again', () => {
  it('is tried five times, and given up within a second, so that others wait no longer', () => {
    expect(PAUSES_MS).toHaveLength(5);
    expect(PAUSES_MS.reduce((sum, ms) => sum + ms)).toBeLessThan(1_000);
  });

  const withCode = (code: string) => Object.assign(new Error('x'), { code });

  it.each([
    ['a refused connection', withCode('ECONNREFUSED')],
    ['a database that shuts down', withCode('57P01')],
    ['a lost connection', new Error('Connection terminated unexpectedly')],
    ['one of these underneath', new Error('could not append', { cause: withCode('08006') })],
    ['all addresses refused', new AggregateError([withCode('ECONNREFUSED')])],
  ])('is waited for when it is %s', (_, error) => {
    expect(isOutage(error)).toBe(true);
  });

  it.each([
    ['a defect', new TypeError('x is undefined')],
    ['a row that breaks a rule of the database', withCode('23505')],
    ['no error at all', 'x'],
  ])('is parked in the end when it is %s', (_, error) => {
    expect(isOutage(error)).toBe(false);
  });

  it('is told by name, code and place, never by message', () => {
    const cause = causeOf(Object.assign(new TypeError('bad value "Ada"'), { code: '22P02' }));
    expect(cause).toMatch(/^TypeError 22P02 at attempts\.spec\.ts:\d+$/);
  });

  it('is told without the place when the message looks like one', () => {
    expect(causeOf(new Error('x\n    at Ada.ts:1'))).not.toContain('Ada');
  });
});
