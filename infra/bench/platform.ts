import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { removeEmbeddedPostgres } from '@onestory/embedded-postgres';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const ENTRY = join(ROOT, 'apps/all-in-one/dist/main.js');

/** What starts the platform: its program alone, or the command that people type. */
export const STARTS = {
  program: [process.execPath, ENTRY],
  npmStart: ['npm', 'start', '--'],
} as const;

const running = new Set<() => Promise<void>>();

/** For when the benchmarks are interrupted: what runs in a group of its own hears no Ctrl-C. */
export const stopPlatforms = async (): Promise<void> => {
  await Promise.all([...running].map((stop) => stop()));
};

export interface RunningPlatform {
  readonly url: string;
  /** From the start of the command until readiness was answered with yes. */
  readonly startedInMs: number;
  readonly pid: number;
  stop(): Promise<void>;
}

/** A data folder of its own, gone afterwards. */
export const inNewDataFolder = async <T>(work: (data: string) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'onestory-bench-'));
  await chmod(folder, 0o711); // as root, PostgreSQL runs as somebody else and has to get in
  const data = join(folder, 'data');
  try {
    return await work(data);
  } finally {
    await removeEmbeddedPostgres(data);
    await rm(folder, { recursive: true, force: true });
  }
};

const ADDRESS = /, at (http\S+), data in /;

/** Nobody's rate is limited: what is measured is what the platform can do. */
const environment = { ...process.env, REQUESTS_PER_MINUTE: '100000000' };

export const startPlatform = async (
  data: string,
  command: readonly string[] = STARTS.program,
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningPlatform> => {
  const began = performance.now();
  const [program, ...more] = command;
  const child = spawn(program!, [...more, '--data', data, '--port', '0'], {
    cwd: ROOT,
    env: { ...environment, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: what npm starts hears the signal, too.
    detached: true,
  });
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    running.delete(stop);
    if (child.exitCode === null) process.kill(-child.pid!, 'SIGTERM');
    await ended;
  };
  running.add(stop);
  let said = '';
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
  for await (const bytes of child.stdout) {
    said += String(bytes);
    const url = ADDRESS.exec(said)?.[1];
    if (url === undefined) continue;
    child.stdout.resume();
    await untilReady(url).catch(async (error: unknown) => {
      await stop();
      throw error;
    });
    return { url, startedInMs: performance.now() - began, pid: child.pid!, stop };
  }
  running.delete(stop);
  throw new Error(`The platform did not start. ${said.trim()}`);
};

const untilReady = async (url: string): Promise<void> => {
  const since = performance.now();
  while (performance.now() - since < 30_000) {
    const answer = await fetch(`${url}/health/ready`);
    await answer.arrayBuffer();
    if (answer.status === 200) return;
  }
  throw new Error('The platform was not ready within 30 s.');
};
