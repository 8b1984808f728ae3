import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeEmbeddedPostgres, startEmbeddedPostgres } from '@onestory/embedded-postgres';
import pg from 'pg';
import { answers } from './answers.js';
import { follower, manyWriters, oneWriter } from './appends.js';
import { catchUp } from './catch-up.js';
import { commands } from './commands.js';
import { verdict } from './figures.js';
import type { Figure, Measurement, Setting } from './figures.js';
import { folding } from './folding.js';
import { http } from './http.js';
import { memory } from './memory.js';
import { helpOf, readOptions, WrongCommandLine } from './options.js';
import type { Options } from './options.js';
import { stopPlatforms } from './platform.js';
import { textOf, writePage } from './report.js';
import type { Report } from './report.js';
import { stall } from './stall.js';
import { start } from './start.js';
import { machine } from './versions.js';
import { visible } from './visible.js';

const MEASUREMENTS: readonly Measurement[] = [
  manyWriters,
  oneWriter,
  follower,
  stall,
  commands,
  catchUp,
  folding,
  visible,
  http,
  answers,
  start,
  memory,
];

const tell = (text: string): void => void process.stderr.write(`${text}\n`);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** A durable server for all that needs no whole platform, away from any other data. */
const withServer = async <T>(work: (adminUrl: string) => Promise<T>): Promise<T> => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'onestory-bench-'));
  await chmod(dataFolder, 0o711);
  const server = await startEmbeddedPostgres({ dataFolder, durable: true, maxConnections: 100 });
  const end = async (): Promise<void> => {
    await server.stop();
    await removeEmbeddedPostgres(dataFolder);
    await rm(dataFolder, { recursive: true, force: true });
  };
  const interrupted = (): void => {
    process.on('uncaughtException', () => undefined); // what was under way loses its connections
    void stopPlatforms()
      .then(end)
      .finally(() => process.exit(130));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupted);
  try {
    return await work(server.adminUrl);
  } finally {
    await end();
  }
};

const versionOf = async (adminUrl: string): Promise<string> => {
  const client = new pg.Client(adminUrl);
  await client.connect();
  const { rows } = await client.query<{ server_version: string }>('show server_version');
  await client.end();
  return rows[0]!.server_version;
};

const measureAll = (chosen: readonly Measurement[], { quick }: Options): Promise<Report> =>
  withServer(async (adminUrl) => {
    const setting: Setting = { runs: quick ? 1 : 5, seconds: quick ? 1 : 2, quick, adminUrl, tell };
    const on = machine(await versionOf(adminUrl));
    const figures: (Figure & { measurement: string })[] = [];
    const failed: { measurement: string; why: string }[] = [];
    for (const { name, measure } of chosen) {
      try {
        const found = await measure(setting);
        figures.push(...found.map((figure) => ({ measurement: name, ...figure })));
      } catch (error) {
        failed.push({ measurement: name, why: (error as Error).message });
        tell(`${name}: ${(error as Error).message}`);
      }
    }
    const measuredAt = new Date().toISOString().slice(0, 10);
    return { measuredAt, runs: setting.runs, quick, machine: on, figures, failed };
  });

const bench = async (options: Options): Promise<number> => {
  const { only, json, write, assert } = options;
  const chosen = MEASUREMENTS.filter(({ name }) => only.length === 0 || only.includes(name));
  const report = await measureAll(chosen, options);
  if (json) say(JSON.stringify(report, undefined, 2));
  else for (const line of textOf(report)) say(line);
  if (write) await writePage(report);
  const missed = report.figures.some((figure) => verdict(figure) === 'missed');
  return report.failed.length > 0 || (assert && missed) ? 1 : 0;
};

const main = async (): Promise<number> => {
  try {
    const names = MEASUREMENTS.map(({ name }) => name);
    const options = readOptions(process.argv.slice(2), names);
    if (!options) process.stdout.write(helpOf(MEASUREMENTS));
    return options ? await bench(options) : 0;
  } catch (error) {
    tell((error as Error).message);
    return error instanceof WrongCommandLine ? 2 : 1;
  }
};

process.exitCode = await main();
