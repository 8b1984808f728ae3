import { IsString, MaxLength, registerDecorator } from 'class-validator';

interface Each {
  /** Every item of a list is such a text. */
  readonly each?: boolean;
}

const LETTER = /\p{L}/u;

const HoldsALetter =
  (options: Each): PropertyDecorator =>
  (target, property) =>
    registerDecorator({
      name: 'holdsALetter',
      target: target.constructor,
      propertyName: property as string,
      options: { ...options, message: 'holds no letter: say it in words' },
      // What is no text at all is told as that, once.
      validator: { validate: (value: unknown) => typeof value !== 'string' || LETTER.test(value) },
    });

/** A name, a need, a reason: words of at most so many characters. Spaces, dots and emptiness say nothing. */
export const IsText =
  (most: number, options: Each = {}): PropertyDecorator =>
  (target, property) => {
    for (const rule of [IsString(options), HoldsALetter(options), MaxLength(most, options)])
      rule(target, property);
  };
