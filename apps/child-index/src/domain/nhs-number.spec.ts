import { nhsNumber } from './nhs-number.js';
import { NotAnNhsNumber } from './refusals.js';

describe('an NHS number', () => {
  it.each(['9990000018', '9990000026', '999 000 0034', '999-000-0042'])('is %s', (text) =>
    expect(nhsNumber(text)).toMatch(/^999\d{7}$/),
  );

  it.each([
    ['has a wrong check digit', '9990000019'],
    ['would need a check digit of 10', '9990000000'],
    ['is too short', '999000001'],
    ['is too long', '99900000180'],
    ['holds a letter', '999000001X'],
    ['has digits of another script', '٩٩٩٠٠٠٠٠١٨'],
    ['is empty', ''],
  ])('is not one that %s', (_why, text) => expect(() => nhsNumber(text)).toThrow(NotAnNhsNumber));

  it('is never repeated in a refusal', () =>
    expect(() => nhsNumber('9990000019')).not.toThrow(/9990000019/));
});
