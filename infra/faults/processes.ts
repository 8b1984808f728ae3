import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';

/** The children of a process, and theirs: each PostgreSQL session is a process. */
export const descendantsOf = (pid: number): readonly number[] => {
  const { stdout } = spawnSync('ps', ['-axo', 'pid=,ppid='], { encoding: 'utf8' });
  const pairs = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const below = (parent: number): number[] =>
    pairs.flatMap(([child, of]) => (of === parent ? [child!, ...below(child!)] : []));
  return below(pid);
};

/** As when the power fails: nobody is asked, nobody can finish. */
export const killAtOnce = (pids: readonly number[]): void => {
  for (const pid of pids)
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // it ended between the list and the kill
    }
};

/** The platform is to come back where it was, so it gets a port that it keeps. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
