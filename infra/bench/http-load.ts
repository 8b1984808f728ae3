import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Result } from 'autocannon';

/** One request of a load. With a body it is a POST and gets an Idempotency-Key of its own each time. */
export interface Request {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: object;
}

export interface HttpLoad {
  readonly url: string;
  /** Asked in turn. */
  readonly requests: readonly Request[];
  readonly connections: number;
  readonly seconds: number;
}

export interface Loaded {
  readonly perSecond: number;
  readonly p99: number;
}

const MAIN = fileURLToPath(new URL('./http-load-main.js', import.meta.url));

export const loadFrom = (file: string): HttpLoad =>
  JSON.parse(readFileSync(file, 'utf8')) as HttpLoad;

/** Asks from another process. Every request has to be answered with 2xx. */
export const asks = async (load: HttpLoad): Promise<Loaded> => {
  const folder = await mkdtemp(join(tmpdir(), 'onestory-bench-load-'));
  try {
    const file = join(folder, 'load.json');
    await writeFile(file, JSON.stringify(load), { mode: 0o600 });
    const { stdout } = await promisify(execFile)(process.execPath, [MAIN, file]);
    const result = JSON.parse(stdout) as Result;
    if (result.non2xx + result.errors + result.timeouts > 0)
      throw new Error(
        `Of the requests to ${load.url} ${result.non2xx} were refused, ${result.errors} failed, ${result.timeouts} were late.`,
      );
    return { perSecond: result['2xx'] / result.duration, p99: result.latency.p99 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
