import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeEmbeddedPostgres } from '@onestory/embedded-postgres';
import { proxyFor } from '@onestory/testing';
import { embedded, usersOwn } from './engine.js';
import { Fleet } from './fleet.js';
import type { Options } from './options.js';
import { freePort } from './processes.js';
import type { Summary } from './summary.js';

import { Run } from './run.js';

type Say = (line: string) => void;

/** Prepares folders, ports and an engine, runs, and leaves nothing behind. */
export const runFaults = async (options: Options, say: Say): Promise<Summary> => {
  const folder = await mkdtemp(join(tmpdir(), 'onestory-faults-'));
  await chmod(folder, 0o711); // root's server runs as another user, who must get in
  const datas = Array.from({ length: options.processes }, (_, index) =>
    join(folder, `data-${index + 1}`),
  );
  const own = join(folder, 'own-postgres');
  const engine = options.ownPostgres ? await usersOwn(own) : embedded(datas[0]!);
  const proxy = options.targets.includes('connections')
    ? await proxyFor(() => engine.databaseUrl!)
    : undefined;
  const databaseUrl = proxy?.url ?? engine.databaseUrl;
  const wheres = await Promise.all(
    datas.map(async (data) => ({
      ...{ data, port: await freePort() },
      ...(databaseUrl !== undefined && { databaseUrl }),
    })),
  );
  say(`seed ${options.seed}, ${options.kills} kills, data in ${folder}`);
  const fleet = new Fleet(wheres, say);
  const ground = { fleet, engine, folder, data: datas[0]!, ledger: join(folder, 'ledger.jsonl') };
  try {
    return await new Run(options, { ...ground, ...(proxy && { proxy }) }, say).run();
  } finally {
    await proxy?.close();
    await engine.stop();
    if (!options.keep) {
      for (const data of [...datas, own]) await removeEmbeddedPostgres(data);
      await rm(folder, { recursive: true, force: true });
    }
  }
};
