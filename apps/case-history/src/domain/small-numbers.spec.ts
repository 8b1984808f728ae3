import { suppressed } from './small-numbers.js';

describe('a count that analysts are shown', () => {
  it('is suppressed where it could point at a family', () =>
    expect([1, 5, 9].map(suppressed)).toEqual(['c', 'c', 'c']));
  it('is shown where there is nobody, and where there are many', () =>
    expect([0, 10, 1234].map(suppressed)).toEqual([0, 10, 1234]));
});
