import pg from 'pg';
import { LIMITS, PATIENT } from './limits.js';
import { isOutage, isRolledBack } from './outages.js';

const withCode = (code: string) => Object.assign(new Error('x'), { code });

const said = (code: string, severity = 'ERROR') =>
  Object.assign(new pg.DatabaseError('x', 1, 'error'), { code, severity });

describe('an outage', () => {
  it.each([
    ['a refused connection', withCode('ECONNREFUSED')],
    ['an unknown host', withCode('EAI_AGAIN')],
    ['a lost connection', new Error('Connection terminated unexpectedly')],
    ['a connection that did not come', new Error('timeout expired')],
    ['no connection free', new Error('timeout exceeded when trying to connect')],
    ['an answer that did not come', new Error('Query read timeout')],
    ['a connection that was given up', new Error('Client was closed and is not queryable')],
    ['a connection lost on the server', said('08006')],
    ['a read-only server', said('25006')],
    ['a transaction that waited too long', said('25P03')],
    ['a password that has changed', said('28P01')],
    ['a database that is away', said('3D000')],
    ['a full disk', said('53100')],
    ['no memory', said('53200')],
    ['too many connections', said('53300')],
    ['a lock that is not given', said('55P03')],
    ['a statement that took too long', said('57014')],
    ['a server that shuts down', said('57P01')],
    ['a server that starts', said('57P03')],
    ['a disk that fails', said('58030')],
    ['one of these underneath', new Error('could not append', { cause: said('53100') })],
    ['all addresses refused', new AggregateError([withCode('ECONNREFUSED')])],
  ])('is %s', (_, error) => expect(isOutage(error)).toBe(true));

  it.each([
    ['a defect', new TypeError('x is undefined')],
    ['a row that breaks a rule of the database', said('23505')],
    ['a value that does not fit', said('22P02')],
    ['a table that is not there', said('42P01')],
    ['no error at all', 'x'],
  ])('is not %s', (_, error) => expect(isOutage(error)).toBe(false));
});

describe('what the server rolled back', () => {
  it.each(['ERROR', 'FEHLER', 'ERREUR', 'ОШИБКА'])(
    'is known by its code, not by a severity in the language of the server: %s',
    (severity) => expect(isRolledBack(said('23505', severity))).toBe(true),
  );

  it.each([
    ['a connection that is lost with it', said('57P01', 'FATAL')],
    ['a full disk, which may have ended the server', said('53100', 'PANIC')],
    ['a fault of the server itself', said('XX000', 'PANIC')],
    ['an answer that did not come', new Error('Query read timeout')],
  ])('does not include %s', (_, error) => expect(isRolledBack(error)).toBe(false));
});

describe('the limits of a connection', () => {
  it.each([
    ['answers', LIMITS],
    ['long work', PATIENT],
  ])('let the server end a statement before the client gives up: %s', (_, limits) =>
    expect(limits.statement).toBeLessThan(limits.query),
  );

  it('leave time to notice a silent connection, make a new one and ask again within 30 seconds', () =>
    expect(2 * LIMITS.connect + LIMITS.query).toBeLessThan(30_000));
});
