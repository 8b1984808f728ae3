/** Code of a service that breaks one lint rule each: what the linter must say of it. */
export const breaks = [
  { rule: 'import(no-default-export)', code: `export default function name(): void {}` },
  { rule: 'eslint(no-restricted-properties)', code: `export const at = Date.now();` },
  { rule: 'eslint(no-restricted-properties)', code: `export const chance = Math.random();` },
  { rule: 'eslint(no-restricted-properties)', code: `export const id = crypto.randomUUID();` },
  { rule: 'eslint(no-restricted-imports)', code: `export { randomUUID } from 'node:crypto';` },
  { rule: 'node(no-process-env)', code: `export const port = process.env.PORT;` },
  { rule: 'eslint(no-console)', code: `console.log('here');` },
  { rule: 'eslint(eqeqeq)', code: `export const same = (a: number, b: number) => a == b;` },
  { rule: 'eslint(no-unused-vars)', code: `const nobody = 1;` },
  {
    rule: 'typescript(no-explicit-any)',
    code: `export const all = (it: any): string => String(it);`,
  },
  {
    rule: 'typescript(no-non-null-assertion)',
    code: `export const first = (it: string[]) => it[0]!.length;`,
  },
  { rule: 'typescript(no-floating-promises)', code: `const go = async () => {};\ngo();` },
  {
    rule: 'typescript(no-misused-promises)',
    code: `const go = async () => true;\nif (go()) throw new Error('always');`,
  },
  { rule: 'typescript(await-thenable)', code: `export const go = async () => {\n  await 3;\n};` },
  { rule: 'typescript(only-throw-error)', code: `export const go = () => {\n  throw 'no';\n};` },
  {
    rule: 'typescript(switch-exhaustiveness-check)',
    code: `export const go = (it: 'a' | 'b') => {\n  switch (it) {\n    case 'a':\n      return 1;\n  }\n  return 2;\n};`,
  },
  { rule: 'jest(no-disabled-tests)', spec: true, code: `it.skip('waits', () => {});` },
  { rule: 'jest(no-focused-tests)', spec: true, code: `it.only('alone', () => {});` },
];
