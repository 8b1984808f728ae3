import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { inNewDatabase } from './store.js';

const BARE = fileURLToPath(new URL('./bare-nest.js', import.meta.url));

/** The bare application, in a process and a database of its own. */
export const withBareNest = <T>(adminUrl: string, work: (url: string) => Promise<T>): Promise<T> =>
  inNewDatabase(adminUrl, async (databaseUrl) => {
    const child = spawn(process.execPath, [BARE], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, DATABASE_URL: databaseUrl },
    });
    const ended = once(child, 'exit');
    process.once('exit', () => child.kill('SIGTERM'));
    try {
      const [said] = (await Promise.race([once(child.stdout, 'data'), ended])) as [unknown];
      const url = String(said).trim();
      if (!url.startsWith('http')) throw new Error('The bare Nest application did not start.');
      return await work(url);
    } finally {
      child.kill('SIGTERM');
      await ended;
    }
  });
