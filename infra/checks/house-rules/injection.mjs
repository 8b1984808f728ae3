/** What the compiler does not see, and Nest only at start. */
import { SPEC } from './words.mjs';

/** Classes that Nest makes, from their decorator to their end: others may have constructors of their own beside them. */
const madeByNest = (text) =>
  [...text.matchAll(/^@(?:Injectable|Controller|CommandHandler|Module)\([\s\S]*?^\}$/gm)]
    .map(([whole]) => whole)
    .join('\n');

/** Parameter types of constructors that Nest fills, without those that an @Inject names. */
const injectedTypes = (text) =>
  [...madeByNest(text).matchAll(/constructor\(([\s\S]*?)\)\s*\{/g)]
    .flatMap(([, parameters]) => parameters.split(/,\s*(?![^<(]*[>)])/))
    .filter((parameter) => !parameter.includes('@Inject('))
    .flatMap((parameter) => /:\s*([A-Z]\w*)/.exec(parameter)?.[1] ?? []);

const checkInjected = (house) =>
  house.files
    .filter(
      ({ path, text }) =>
        path.endsWith('.ts') &&
        !SPEC.test(path) &&
        /^@(Injectable|Controller|CommandHandler|Module)\(/m.test(text),
    )
    .flatMap(({ path, text }) => {
      const types = [...text.matchAll(/import type \{([^}]*)\}/g)].flatMap(([, names]) =>
        names.split(',').map((it) => it.trim()),
      );
      return injectedTypes(text)
        .filter((name) => types.includes(name))
        .map(
          (name) =>
            `${path} injects ${name}, imported as a type: Nest cannot see it. Import the class, or name a token with @Inject`,
        );
    });

/** @type {readonly import('./words.mjs').Rule[]} */
export const rules = [
  {
    name: 'injected-classes-are-imported',
    why: 'The compiler erases a type import, and Nest fails at start.',
    check: checkInjected,
  },
];
