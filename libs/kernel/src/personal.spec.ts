import { forgotten, isForgotten, orElse } from './personal.js';

describe('a forgotten value', () => {
  it('is told from any other', () => {
    expect(isForgotten(forgotten)).toBe(true);
    expect(isForgotten(JSON.parse(JSON.stringify(forgotten)))).toBe(true);
    for (const value of [null, undefined, '', 'forgotten', { forgotten: 'yes' }, []])
      expect(isForgotten(value)).toBe(false);
  });

  it('is replaced by what to show in its place', () => {
    expect(orElse<string, string>(forgotten, '[erased]')).toBe('[erased]');
    expect(orElse('Amira', '[erased]')).toBe('Amira');
  });

  it('cannot be changed', () => expect(Object.isFrozen(forgotten)).toBe(true));
});
