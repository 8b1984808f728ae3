/** Letters that Unicode does not take apart into a base letter and an accent. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/**
 * The words of a name as they are compared: without case, accents, apostrophes or order, each once.
 * `O’Néill, Zoë` and `zoe oneill` have the same words.
 */
export const nameWords = (name: string): readonly string[] => {
  const plain = name
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[\p{M}'’ʼ`]/gu, '')
    .replaceAll(/[ßæœøłđðþı]/gu, (letter) => LETTERS[letter] ?? letter);
  return [...new Set(plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== ''))].toSorted();
};

/** `zz1 1zz` and `ZZ11ZZ` are one postcode. */
export const postcodeKey = (postcode: string): string =>
  postcode.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
