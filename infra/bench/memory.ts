import { readdir, readFile } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { middle, several } from './figures.js';
import type { Measurement } from './figures.js';
import { inNewDataFolder } from './platform.js';

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

const read = (pid: number, file: string): Promise<string> =>
  readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');

const processes = async (): Promise<readonly Process[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  return Promise.all(
    pids.map(async (pid) => {
      const stat = await read(pid, 'stat');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      return { pid, parent, command: (await read(pid, 'cmdline')).replaceAll('\0', ' ') };
    }),
  );
};

/** Shared pages are divided among those who share them, so the sum counts nothing twice. Megabytes. */
const pss = async (pids: readonly number[]): Promise<number> => {
  const rollups = await Promise.all(pids.map((pid) => read(pid, 'smaps_rollup')));
  const kilobytes = rollups.map((text) => Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0));
  return kilobytes.reduce((sum, it) => sum + it, 0) / 1_024;
};

/** The platform's process and PostgreSQL's, told by the data folder that each was started with. */
const memoryOf = async (data: string, demo: number) => {
  const all = await processes();
  const platform = all.filter(({ pid, command }) => command.includes(data) && pid !== demo);
  const isPostgres = ({ command }: Process): boolean => command.includes('postgres -');
  const server = platform.filter((it) => /\bpostgres\b/.test(it.command.split(' ')[0]!));
  const node = platform.filter((it) => !server.includes(it) && !isPostgres(it));
  const backends = all.filter(({ parent }) => server.some(({ pid }) => pid === parent));
  if (node.length === 0 || server.length === 0)
    throw new Error('The processes of the platform are not found in /proc.');
  const [ofNode, ofPostgres] = [
    await pss(node.map(({ pid }) => pid)),
    await pss([...server, ...backends].map(({ pid }) => pid)),
  ];
  return { node: ofNode, postgres: ofPostgres, sum: ofNode + ofPostgres };
};

const DEMO = fileURLToPath(new URL('../demo/main.js', import.meta.url));
const LONGEST_STORY_MS = 120_000;

/** Plays the demo's story; what it started is then measured while it runs on. */
const afterTheDemo = (data: string) =>
  new Promise<Awaited<ReturnType<typeof memoryOf>>>((resolve, reject) => {
    const demo = spawn(process.execPath, [DEMO, '--data', data, '--port', '0'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    process.once('exit', () => demo.kill('SIGTERM'));
    const late = setTimeout(() => demo.kill('SIGTERM'), LONGEST_STORY_MS);
    let said = '';
    let measured: ReturnType<typeof memoryOf> | undefined;
    const hear = (bytes: Buffer): void => {
      said += bytes.toString();
      if (measured || !said.includes('Stop with Ctrl-C')) return;
      measured = memoryOf(data, demo.pid!).finally(() => demo.kill('SIGTERM'));
    };
    demo.stdout.on('data', hear);
    demo.stderr.on('data', hear);
    void once(demo, 'exit').then(() => {
      clearTimeout(late);
      const lastLine = said.trim().split('\n').at(-1);
      if (measured) measured.then(resolve, reject);
      else reject(new Error(`The demo did not come to its end. ${lastLine}`));
    });
  });

export const memory: Measurement = {
  name: 'memory',
  about: 'memory of the platform and its PostgreSQL after the demo, sum of PSS',
  measure: async (setting) => {
    const runs = await several({ ...setting, runs: setting.quick ? 1 : 3 }, 'memory', () =>
      inNewDataFolder(afterTheDemo),
    );
    const { sum, node, postgres } = middle(runs, (run) => run.sum);
    return [
      {
        what: 'Memory of the platform and its PostgreSQL after the demo (sum of PSS)',
        value: sum,
        unit: 'MB',
        beside: `Node ${node.toFixed(0)} MB, PostgreSQL ${postgres.toFixed(0)} MB`,
        target: { atMost: 350 },
      },
    ];
  },
};
