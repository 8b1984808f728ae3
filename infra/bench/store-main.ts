import { mkdtemp, rm, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeEmbeddedPostgres, startEmbeddedPostgres } from '@onestory/service';
import { median, medianRun } from './load.js';
import type { Load } from './load.js';
import { appends, emmettAppends, rawInserts } from './store.js';

const RUNS = Number(process.env['RUNS'] ?? 5);
const SECONDS = Number(process.env['SECONDS_EACH'] ?? 4);
const POOLS = [4, 8, 16, 64];

const tell = (text: string): void => void process.stdout.write(`${text}\n`);

const show = (what: string, { perSecond, p50, p99 }: Load, beside = ''): void =>
  tell(
    `  ${what.padEnd(34)} ${perSecond.toFixed(0).padStart(7)}/s` +
      `  p50 ${p50.toFixed(2)} ms  p99 ${p99.toFixed(2)} ms  ${beside}`,
  );

const measure = async (adminUrl: string): Promise<void> => {
  const many = { writers: 64, seconds: SECONDS };
  const one = { writers: 1, seconds: SECONDS };
  const raw: Load[] = [];
  const ours: Load[] = [];
  const emmett: Load[] = [];
  const rawOne: Load[] = [];
  const oursOne: Load[] = [];
  for (let run = 1; run <= RUNS; run += 1) {
    tell(`run ${run} of ${RUNS}`);
    const pools: Load[] = [];
    for (const pool of POOLS) {
      pools.push(await rawInserts(adminUrl, pool, many));
      show(`raw insert, pool ${pool}`, pools.at(-1)!);
    }
    raw.push(pools.reduce((best, it) => (it.perSecond > best.perSecond ? it : best)));
    const followed = await appends(adminUrl, many);
    ours.push(followed);
    const { missed, twice, disordered, count, behind } = followed;
    show('ours, with a live follower', followed);
    tell(
      `    missed ${missed}, twice ${twice}, disordered ${disordered} of ${count}; behind ${behind.toFixed(3)} s`,
    );
    emmett.push(await emmettAppends(adminUrl, many));
    show('Emmett 0.42.0', emmett.at(-1)!);
    rawOne.push(await rawInserts(adminUrl, 1, one));
    show('raw insert, one writer', rawOne.at(-1)!);
    oursOne.push(await appends(adminUrl, one));
    show('ours, one writer', oursOne.at(-1)!);
  }
  tell(`median of ${RUNS}`);
  const [a, b, c] = [medianRun(ours), medianRun(raw), medianRun(emmett)];
  show('raw insert, best pool', b);
  show('ours, with a live follower', a, `${(a.perSecond / b.perSecond).toFixed(2)} x raw`);
  show('Emmett 0.42.0', c, `ours ${(a.perSecond / c.perSecond).toFixed(1)} x`);
  const p99 = (runs: readonly Load[]): number => median(runs.map((it) => it.p99));
  show('raw insert, one writer', medianRun(rawOne), `p99 ${p99(rawOne).toFixed(2)}`);
  show(
    'ours, one writer',
    medianRun(oursOne),
    `p99 ${(p99(oursOne) / p99(rawOne)).toFixed(2)} x raw`,
  );
};

const dataFolder = await mkdtemp(join(tmpdir(), 'onestory-bench-'));
await chmod(dataFolder, 0o711);
const server = await startEmbeddedPostgres({ dataFolder, durable: true, maxConnections: 100 });
try {
  await measure(server.adminUrl);
} finally {
  await server.stop();
  await removeEmbeddedPostgres(dataFolder);
  await rm(dataFolder, { recursive: true, force: true });
}
