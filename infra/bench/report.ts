import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { shown, verdict } from './figures.js';
import type { Figure } from './figures.js';

export interface Report {
  readonly measuredAt: string;
  readonly runs: number;
  readonly quick: boolean;
  readonly machine: readonly string[];
  readonly figures: readonly (Figure & { readonly measurement: string })[];
  /** Measurements that could not be made, and why. */
  readonly failed: readonly { readonly measurement: string; readonly why: string }[];
}

const targetOf = ({ target, unit }: Figure): string => {
  if (!target) return 'shown';
  const { atLeast, atMost, aim } = target;
  const value = (it: number): string =>
    it % 1 === 0 ? shown(it, unit).replace('.00', '') : `${it} ${unit}`;
  const border = atLeast === undefined ? `≤ ${value(atMost!)}` : `≥ ${value(atLeast)}`;
  return aim === undefined ? border : `${border} (aim ${aim})`;
};

/** For a terminal: each figure on two lines. */
export const textOf = (report: Report): readonly string[] => [
  ...report.machine,
  howOften(report),
  ...report.figures.flatMap((figure) => [
    '',
    figure.what,
    `  ${shown(figure.value, figure.unit).padEnd(14)}${targetOf(figure).padEnd(22)}${(verdict(figure) ?? '').padEnd(8)}`.trimEnd(),
    `  ${figure.beside}`,
  ]),
  ...report.failed.flatMap(({ measurement, why }) => [
    '',
    `${measurement} could not be measured: ${why}`,
  ]),
];

const howOften = ({ runs, quick, measuredAt }: Report): string =>
  quick
    ? `${measuredAt}: quick, one short run of each, so the figures are rough`
    : `${measuredAt}: the run in the middle of ${runs}`;

const tableOf = (report: Report): string =>
  [
    ...report.machine.map((line) => `- ${line}`),
    `- ${howOften(report)}`,
    '',
    '| Measured | Figure | Target | Verdict | Beside it, of the same run |',
    '|---|---|---|---|---|',
    ...report.figures.map(
      (it) =>
        `| ${it.what} | ${shown(it.value, it.unit)} | ${targetOf(it)} | ${verdict(it) ?? ''} | ${it.beside} |`,
    ),
    ...report.failed.map(({ measurement }) => `| ${measurement} | | | could not be measured | |`),
  ].join('\n');

const PAGE = fileURLToPath(new URL('../../../docs/benchmarks.md', import.meta.url));
const FROM = '<!-- figures: npm run bench -- --write -->';
const TO = '<!-- end of figures -->';

/** Puts the table in its place in docs/benchmarks.md. */
export const writePage = async (report: Report): Promise<void> => {
  const page = await readFile(PAGE, 'utf8');
  const [before, after] = [page.indexOf(FROM), page.indexOf(TO)];
  if (before < 0 || after < before)
    throw new Error('docs/benchmarks.md has lost its marks for the table.');
  await writeFile(
    PAGE,
    `${page.slice(0, before + FROM.length)}\n\n${tableOf(report)}\n\n${page.slice(after)}`,
  );
};
