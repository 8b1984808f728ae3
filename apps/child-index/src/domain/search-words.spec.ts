import { nameWords, postcodeKey } from './search-words.js';

describe('the words of a name', () => {
  it.each([
    ["O'Néill, Zoë", 'zoe oneill'],
    ['Łukasz Grøn', 'GRON lukasz'],
    ['Amina  Karimi', 'karimi, amina'],
    ['Anne-Marie Weiß', 'weiss anne marie'],
    ['İpek Çelik', 'ipek celik'],
  ])('are the same for %s and %s', (one, other) =>
    expect(nameWords(one)).toEqual(nameWords(other)),
  );

  it('are kept in other scripts, without their vowel signs', () =>
    expect(nameWords('مُحَمَّد')).toEqual(['محمد']));

  it('are none where there is no letter', () => expect(nameWords(" -.'%* ")).toEqual([]));
});

it('compares postcodes without case and spaces', () =>
  expect(postcodeKey(' zz1 1zz')).toBe(postcodeKey('ZZ11ZZ')));
