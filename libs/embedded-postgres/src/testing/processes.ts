import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { ServerUser } from '../server-user.js';

export interface Held {
  readonly url: string;
  readonly adminUrl: string;
  /** The server's process id. */
  readonly pid: number;
  readonly notes: readonly string[];
  /** What it logged. */
  readonly said: readonly string[];
}

export interface Failed {
  readonly name: string;
  readonly message: string;
}

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

const ended = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
};

const answerOf = async (child: ChildProcess): Promise<Held | Failed> => {
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  for await (const line of createInterface({ input: child.stdout ?? process.stdin })) {
    return JSON.parse(line) as Held | Failed;
  }
  throw new Error(`The holder ended without a word. ${complaint}`);
};

/** A node process that starts the server of a data folder and holds it, perhaps as another user. */
export const holdIn = async (dataFolder: string, as?: ServerUser) => {
  const loader = path('../../../../infra/checks/typescript.mjs');
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--import', loader, path('./holder.ts'), dataFolder],
    {
      cwd: '/',
      env: { PATH: process.env['PATH'] },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 60_000, // should the spec itself be stuck
      killSignal: 'SIGKILL',
      ...(as && { uid: as.uid, gid: as.gid }),
    },
  );
  const answer = await answerOf(child);
  return {
    pid: child.pid ?? 0,
    answer,
    get held(): Held {
      if ('message' in answer) throw new Error(answer.message);
      return answer;
    },
    get failed(): Failed {
      if ('url' in answer) throw new Error('It started.');
      return answer;
    },
    /** As kill -9 would. */
    kill: async () => {
      child.kill('SIGKILL');
      await ended(child);
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended(child);
    },
  };
};

export const ask = async (url: string, question: string): Promise<readonly object[]> => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(question)).rows as object[];
  } finally {
    await client.end();
  }
};

/** Node prints only where Jest does not silence it: what was not tested has to be seen. */
export const tellLoudly = (message: string): void => void process.stderr.write(`\n${message}\n`);
