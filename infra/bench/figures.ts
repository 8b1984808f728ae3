/** What a figure has to reach; `aim` is what was hoped for beyond it. */
interface Target {
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly aim?: number;
}

export type Unit = '/s' | 'x' | 'ms' | 's' | 'MB' | 'events';

/** One line of the table. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: Unit;
  /** The raw figures of the same run, and what else is needed to judge it. */
  readonly beside: string;
  readonly target?: Target;
}

export interface Setting {
  readonly runs: number;
  /** How long each load lasts. */
  readonly seconds: number;
  readonly quick: boolean;
  /** A durable server of the benchmarks' own; each measurement makes its databases there. */
  readonly adminUrl: string;
  /** Progress. */
  tell(text: string): void;
}

export interface Measurement {
  readonly name: string;
  readonly about: string;
  measure(setting: Setting): Promise<readonly Figure[]>;
}

export type Verdict = 'met' | 'missed' | undefined;

export const verdict = ({ value, target }: Figure): Verdict => {
  if (!target) return undefined;
  const { atLeast = -Infinity, atMost = Infinity } = target;
  return value >= atLeast && value <= atMost ? 'met' : 'missed';
};

/** The run in the middle, by this value: its other figures are shown beside it. */
export const middle = <Run>(runs: readonly Run[], by: (run: Run) => number): Run =>
  [...runs].sort((one, other) => by(one) - by(other))[Math.floor(runs.length / 2)]!;

/** Each run gets the number it has, from 1. */
export const several = async <Run>(
  { runs, tell }: Setting,
  name: string,
  run: (number: number) => Promise<Run>,
): Promise<readonly Run[]> => {
  const done: Run[] = [];
  for (let number = 1; number <= runs; number += 1) {
    done.push(await run(number));
    tell(`${name}: run ${number} of ${runs}`);
  }
  return done;
};

/** `17 800/s`, `1.35 x`, `3.42 ms`. */
export const shown = (value: number, unit: Unit): string => {
  if (unit === '/s') return `${thousands(value)}/s`;
  if (unit === 'events') return thousands(value);
  if (unit === 'MB') return `${thousands(value)} MB`;
  return `${value.toFixed(2)} ${unit}`;
};

export const thousands = (value: number): string =>
  value.toFixed(0).replaceAll(/\B(?=(\d{3})+(?!\d))/g, ' ');

/** The value below which this share of the values lies. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? NaN;
};
