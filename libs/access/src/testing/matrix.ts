import { readFileSync } from 'node:fs';

const COLUMNS = [
  'action',
  'role',
  'relation',
  'sensitive',
  'area',
  'bar',
  'chair-away',
  'chair-absent',
] as const;
export type Cell = Readonly<Record<(typeof COLUMNS)[number], string>>;

export interface Line {
  readonly number: number;
  readonly answer: string;
  matches(cell: Cell): boolean;
  readonly text: string;
}

const matcher = (pattern: string): ((value: string) => boolean) => {
  if (pattern === '*') return () => true;
  const not = pattern.startsWith('!');
  const values = new Set((not ? pattern.slice(1) : pattern).split('|'));
  return (value) => values.has(value) !== not;
};

/** The reviewed table, read without any knowledge of the rules. */
export const readMatrix = (file: URL): readonly Line[] => {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .map((text, index) => ({ text, number: index + 1 }))
    .filter(({ text }) => text !== '' && !text.startsWith('#'));
  const [header, ...rest] = lines;
  if (header?.text !== [...COLUMNS, 'answer'].join(',')) throw new Error('The columns differ.');
  return rest.map(({ text, number }) => {
    const values = text.split(',');
    if (values.length !== COLUMNS.length + 1) throw new Error(`Line ${number} has a wrong length.`);
    const tests = COLUMNS.map((column, index) => [column, matcher(values[index] ?? '')] as const);
    return {
      number,
      text,
      answer: values.at(-1) ?? '',
      matches: (cell) => tests.every(([column, test]) => test(cell[column])),
    };
  });
};

const product = (dimensions: Readonly<Record<string, readonly string[]>>): Cell[] =>
  Object.entries(dimensions).reduce<Record<string, string>[]>(
    (cells, [name, values]) =>
      cells.flatMap((cell) => values.map((value) => ({ ...cell, [name]: value }))),
    [{}],
  ) as Cell[];

/** Only these have a chair; crossing all the others with it would take as long again, twice. */
const ofPanels = (action: string): boolean => action.startsWith('panel-scheduling.');

/** Every combination; what decides earlier than roles is crossed with all of it all the same. */
export const cellsOf = (
  action: string,
  roles: readonly string[],
  relations: readonly string[],
): readonly Cell[] =>
  product({
    action: [action],
    role: roles,
    relation: relations,
    sensitive: ['yes', 'no', 'unknown'],
    area: ['same', 'other'],
    bar: ['yes', 'no'],
    'chair-away': ['yes', 'no', 'unknown'],
    'chair-absent': ofPanels(action) ? ['yes', 'no', 'unknown'] : ['unknown'],
  });
