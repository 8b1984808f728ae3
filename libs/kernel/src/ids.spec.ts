import { idFrom, isUuid, newId } from './ids.js';

describe('an id made from what makes a thing unique', () => {
  it.each([
    // Made with another implementation of RFC 9562 in our namespace.
    [['episode'], 'ae83423f-fcd5-5908-a80e-8d9ff33ca4c3'],
    [['a', 'b'], '9f4672f3-dbd7-5e14-ace8-78a82d174eef'],
    [['command', 0], '5c632cd9-9c75-517c-89be-90ad306b5c59'],
    [['é', 12345678901234567890n], '63893a6d-9908-59da-ab56-ad8269992e81'],
    [[], '3ebd70e1-ef6a-5da4-8581-0f5cd331e58b'],
  ])('of %p never changes: such ids are stored', (parts, expected) =>
    expect(idFrom(...parts)).toBe(expected),
  );

  it('tells apart where one part ends', () => {
    expect(idFrom('ab', 'c')).not.toBe(idFrom('a', 'bc'));
    expect(idFrom('a', '')).not.toBe(idFrom('a'));
  });

  it('is a uuid of version 5', () => {
    for (let part = 0; part < 200; part += 1) {
      expect(isUuid(idFrom(part))).toBe(true);
      expect(idFrom(part)[14]).toBe('5');
    }
  });
});

describe('a new id', () => {
  it('is random, and never tells the time', () => {
    const ids = Array.from({ length: 200 }, () => newId());
    expect(new Set(ids).size).toBe(200);
    for (const id of ids) expect(id[14]).toBe('4');
    expect(ids.every(isUuid)).toBe(true);
  });
});

describe('what is a uuid', () => {
  it.each([
    'AE83423F-FCD5-5908-A80E-8D9FF33CA4C3',
    'ae83423ffcd55908a80e8d9ff33ca4c3',
    'ae83423f-fcd5-5908-a80e-8d9ff33ca4c3\n',
    ' ae83423f-fcd5-5908-a80e-8d9ff33ca4c3',
    'ae83423f-fcd5-5908-c80e-8d9ff33ca4c3',
    '00000000-0000-0000-0000-000000000000',
    '943 476 5919',
    '',
    null,
    undefined,
    5,
    ['ae83423f-fcd5-5908-a80e-8d9ff33ca4c3'],
  ])('not %p', (value) => expect(isUuid(value)).toBe(false));
});
