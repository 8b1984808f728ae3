import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('../../../apps/all-in-one/dist/main.js', import.meta.url));

export interface Server {
  readonly url: string;
  /** What it said at its start. */
  readonly greeting: readonly string[];
  /** Asks it to stop in order, and waits. */
  stop(): Promise<void>;
  /** Resolves with the exit code when it ends by itself. */
  readonly ended: Promise<number | null>;
}

const READY = /^OneStory in \w+ mode, at (\S+),/m;
const LONGEST_START_MS = 60_000;

/** Starts the platform as anybody would: one process, embedded PostgreSQL, all services. */
export const startServer = async (data: string, port: string): Promise<Server> => {
  const child = spawn(process.execPath, [ENTRY, '--data', data, '--port', port], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, REQUESTS_PER_MINUTE: process.env['REQUESTS_PER_MINUTE'] ?? '100000' },
  });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const said = await greetingOf(child, ended);
  return {
    url: READY.exec(said)![1]!,
    greeting: said.trim().split('\n'),
    ended,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
};

const greetingOf = (child: ChildProcess, ended: Promise<number | null>): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = '';
    let wrong = '';
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`The platform was not ready after ${LONGEST_START_MS / 1000} s. ${wrong}`));
    }, LONGEST_START_MS);
    child.stderr!.on('data', (bytes: Buffer) => (wrong += bytes.toString()));
    child.stdout!.on('data', (bytes: Buffer) => {
      said += bytes.toString();
      if (!READY.test(said) || !said.includes('Services:')) return;
      clearTimeout(late);
      resolve(said);
    });
    void ended.then((code) => {
      clearTimeout(late);
      reject(new Error(wrong.trim() || `The platform ended with exit code ${code}.`));
    });
  });
