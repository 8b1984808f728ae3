/** What a run of many writers came to. */
export interface Load {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly count: number;
}

export interface LoadOptions {
  readonly writers: number;
  readonly seconds: number;
  /** Not counted: connections, plans and caches get warm in it. */
  readonly warmUpSeconds?: number;
}

/** Each writer does its work again as soon as it is done. `work` gets the number of the writer. */
export const load = async (
  { writers, seconds, warmUpSeconds = 1 }: LoadOptions,
  work: (writer: number) => Promise<unknown>,
): Promise<Load> => {
  const start = performance.now() + warmUpSeconds * 1_000;
  const end = start + seconds * 1_000;
  const took: number[] = [];
  const write = async (writer: number): Promise<void> => {
    for (let began = performance.now(); began < end;) {
      await work(writer);
      const now = performance.now();
      if (began >= start && now <= end) took.push(now - began);
      began = now;
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
  took.sort((one, other) => one - other);
  const at = (share: number): number => took[Math.floor((took.length - 1) * share)] ?? NaN;
  return { perSecond: took.length / seconds, p50: at(0.5), p99: at(0.99), count: took.length };
};

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
};
