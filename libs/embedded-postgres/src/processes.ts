import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, readdir, readlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the running server says of itself in `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

export const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch {
    // it has ended meanwhile
  }
};

export const readPostmaster = async (cluster: string): Promise<Postmaster | undefined> => {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
};

/** The server's helpers carry it in their process titles. */
export const clusterName = (cluster: string): string =>
  `onestory-${createHash('sha256').update(cluster).digest('hex').slice(0, 12)}`;

const isOf = (cluster: string, argv: readonly string[]): boolean =>
  (basename(argv[0] ?? '').startsWith('postgres') && argv[argv.indexOf('-D') + 1] === cluster) ||
  (argv[0] ?? '').startsWith(`postgres: ${clusterName(cluster)}:`);

/**
 * The working directory may be hidden from root itself (containers without CAP_SYS_PTRACE), the
 * command line never is. Of a zombie both are empty: it is nobody any more, though it still
 * answers to signals.
 */
const isOfCluster = async (cluster: string, pid: number | string): Promise<boolean> => {
  if ((await readlink(`/proc/${pid}/cwd`).catch(() => '')) === cluster) return true;
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return isOf(cluster, line.split('\0'));
};

const listed = (cluster: string): readonly number[] =>
  spawnSync('ps', ['-axww', '-o', 'pid=,command='], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter(
      (line) =>
        line.includes(` -D ${cluster} `) || line.includes(`postgres: ${clusterName(cluster)}:`),
    )
    .map((line) => Number.parseInt(line, 10));

/** The server and its helpers that still live. */
export const processesOf = async (cluster: string): Promise<readonly number[]> => {
  if (process.platform === 'win32') return [];
  if (process.platform !== 'linux') return listed(cluster);
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(pids.map((pid) => isOfCluster(cluster, pid)));
  return pids.filter((_, index) => found[index]).map(Number);
};

/**
 * Whether this pid is a server of this cluster, not a stranger to whom the system has given the
 * number since.
 */
export const isServerOf = async (cluster: string, pid: number): Promise<boolean> => {
  if (!isAlive(pid)) return false;
  if (process.platform === 'linux') return isOfCluster(cluster, pid);
  return process.platform === 'win32' || listed(cluster).includes(pid);
};

/** Looks every few milliseconds, for at most `timeout` of them. */
export const until = async (
  condition: () => boolean | Promise<boolean>,
  timeout: number,
): Promise<boolean> => {
  const end = performance.now() + timeout;
  for (;;) {
    if (await condition()) return true;
    if (performance.now() >= end) return false;
    await sleep(5);
  }
};
