import { NotAnNhsNumber } from './refusals.js';

declare const brand: unique symbol;
/** Ten digits with a right check digit. It never names a stream and is never matched alone. */
export type NhsNumber = string & { readonly [brand]: 'nhsNumber' };

/** Weights 10 to 2, remainder by 11: 11 stands for 0, and 10 cannot be. */
const checkDigit = (nine: string): number => {
  const sum = Array.from(nine).reduce(
    (total, digit, index) => total + Number(digit) * (10 - index),
    0,
  );
  return (11 - (sum % 11)) % 11;
};

/** Reads an NHS number, spaced as on a letter or not. @throws NotAnNhsNumber */
export const nhsNumber = (text: string): NhsNumber => {
  const digits = text.replaceAll(/[ -]/g, '');
  if (!/^\d{10}$/.test(digits) || checkDigit(digits.slice(0, 9)) !== Number(digits[9]))
    throw new NotAnNhsNumber();
  return digits as NhsNumber;
};
