export interface Row {
  readonly measure: string;
  readonly expected: string;
  readonly measured: string;
}

const width = (rows: readonly Row[], column: keyof Row, title: string): number =>
  Math.max(title.length, ...rows.map((row) => row[column].length));

/** Expected beside measured, with a mark where they differ. */
export const tableOf = (rows: readonly Row[]): readonly string[] => {
  const first = width(rows, 'measure', 'measure');
  const second = width(rows, 'expected', 'expected');
  const line = (mark: string, measure: string, expected: string, measured: string): string =>
    `${mark} ${measure.padEnd(first)}  ${expected.padEnd(second)}  ${measured}`;
  return [
    line(' ', 'measure', 'expected', 'measured'),
    line(
      ' ',
      '-'.repeat(first),
      '-'.repeat(second),
      '-'.repeat(width(rows, 'measured', 'measured')),
    ),
    ...rows.map((row) => line(matches(row) ? '✓' : '✗', row.measure, row.expected, row.measured)),
  ];
};

export const matches = ({ expected, measured }: Row): boolean => expected === measured;
