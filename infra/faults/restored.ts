import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { keepRunning, removeEmbeddedPostgres } from '@onestory/embedded-postgres';
import type { EmbeddedPostgres } from '@onestory/embedded-postgres';
import pg from 'pg';
import { people } from '../demo/people.js';
import { Asking } from './asking.js';
import { parkedIn, SERVICES, settle, verifyAll } from './checks.js';
import { Fleet } from './fleet.js';
import { household } from './household.js';
import { Ledger } from './ledger.js';
import { freePort } from './processes.js';
import { Working } from './working.js';

const HOUSEHOLDS = ['bace', 'difo', 'guka'] as const;
const WAY_OUT = 'when-a-log-went-backwards.md';
const LONGEST_MS = 30_000;
/** Long enough for several attempts of whoever would skip something. */
const STANDS_FOR_MS = 5_000;

interface Runner {
  readonly name: string;
  readonly kind: 'projection' | 'publisher' | 'consumer';
  readonly position?: string;
  readonly head?: string;
  readonly stopped?: string;
}
type Runners = ReadonlyMap<string, Runner>;

/** What was promised of a store that was put back, and not kept; empty when all is well. */
export interface Restored {
  /** Followers that were further than the restored store. */
  readonly ahead: number;
  /** From the start to the moment when the last of them stood still. */
  readonly noticedAfterMs: number;
  readonly readModelRows: number;
  readonly broken: readonly string[];
}

/** The events are in a database of their own, which is put back to an earlier copy; nothing else is. */
class Restoring {
  private readonly asking: Asking;
  private readonly broken: string[] = [];

  constructor(
    private readonly fleet: Fleet,
    private readonly server: EmbeddedPostgres,
    private readonly folder: string,
    private readonly say: (line: string) => void,
  ) {
    this.asking = new Asking(fleet.urls);
  }

  async run(): Promise<Restored> {
    await this.fleet.startFirst();
    await this.work(0);
    await this.whileStopped('create database earlier template events owner onestory');
    await this.work(1);
    const before = await this.runners();
    this.say('The event store is put back to its earlier copy.');
    await this.whileStopped('drop database events', 'alter database earlier rename to events');
    const began = performance.now();
    const ahead = aheadOf(before, await this.runners());
    await this.standStill(ahead);
    const noticedAfterMs = Math.round(performance.now() - began);
    await this.saysSo();
    await this.skipsNothing(ahead);
    this.say('The operator drops what was derived, as the log says.');
    await this.deriveAgain();
    await this.work(2);
    const tables = await verifyAll(this.asking);
    for (const { table, differing } of tables)
      if (differing > 0) this.broken.push(`${differing} rows differ in ${table}`);
    this.broken.push(...(await parkedIn(this.asking)).map((it) => `parked: ${it}`));
    this.broken.push(...this.fleet.ends.map((end) => `the platform ended by itself: ${end}`));
    if (ahead.length === 0) this.broken.push('no follower was ahead, so nothing was tested');
    const readModelRows = tables.reduce((sum, { rows }) => sum + rows, 0);
    return { ahead: ahead.length, noticedAfterMs, readModelRows, broken: this.broken };
  }

  /** A household from its registration to its team, until everything of it is derived. */
  private async work(turn: number): Promise<void> {
    const ledger = new Ledger(join(this.folder, 'restored.jsonl'));
    try {
      await household(new Working(this.asking, ledger, () => false), HOUSEHOLDS[turn]!, turn + 1);
    } finally {
      ledger.close();
    }
    const behind = await settle(this.asking);
    if (behind > 0) this.broken.push(`${behind} runners never caught up with household ${turn}`);
  }

  private async whileStopped(...statements: readonly string[]): Promise<void> {
    await this.fleet.stop();
    await inDatabase(this.server.adminUrl, statements);
    await this.fleet.start(0);
  }

  private async deriveAgain(): Promise<void> {
    await this.fleet.stop();
    const schemas = SERVICES.map((name) => name.replaceAll('-', '_'));
    await inDatabase(this.server.url, [`drop schema ${schemas.join(', ')} cascade`]);
    await this.fleet.start(0);
    const behind = await settle(this.asking);
    if (behind > 0) this.broken.push(`${behind} runners never caught up after the way out`);
  }

  private async runners(): Promise<Runners> {
    const found = new Map<string, Runner>();
    for (const service of SERVICES) {
      const { body } = await this.asking.get(people.operator, `/${service}/operations/lag`);
      for (const runner of body['runners'] as readonly Runner[])
        found.set(`${service}.${runner.name}`, runner);
    }
    return found;
  }

  private async standStill(ahead: readonly string[]): Promise<void> {
    const end = performance.now() + LONGEST_MS;
    for (;;) {
      const now = await this.runners();
      const moving = ahead.filter((name) => now.get(name)?.stopped === undefined);
      if (moving.length === 0) return;
      if (performance.now() > end) {
        this.broken.push(`${moving.join(', ')} did not notice that the store went backwards`);
        return;
      }
      await pause(100);
    }
  }

  private async saysSo(): Promise<void> {
    const ready = await fetch(`${this.fleet.urls[0]}/health/ready`);
    const said = await ready.text();
    if (ready.status !== 503) this.broken.push(`readiness was ${ready.status}`);
    if (!said.includes('stands still')) this.broken.push('readiness does not say what stands');
    const log = await readFile(join(this.folder, 'data-1/logs/onestory.log'), 'utf8');
    if (!log.includes(WAY_OUT)) this.broken.push('the log does not name the way out');
  }

  private async skipsNothing(ahead: readonly string[]): Promise<void> {
    const first = await this.runners();
    await pause(STANDS_FOR_MS);
    const later = await this.runners();
    for (const name of ahead)
      if (first.get(name)?.position !== later.get(name)?.position)
        this.broken.push(`${name} went on without being told to`);
  }
}

/** Positions are text of one length. */
const aheadOf = (before: Runners, after: Runners): readonly string[] => {
  const heads = [...after.values()].filter(({ kind }) => kind !== 'consumer').map((it) => it.head);
  const head = heads
    .filter((it) => it !== undefined)
    .toSorted()
    .at(-1);
  return [...before.entries()]
    .filter(
      ([, { kind, position }]) =>
        kind !== 'consumer' && head !== undefined && position !== undefined && position > head,
    )
    .map(([name]) => name);
};

const inDatabase = async (url: string, statements: readonly string[]): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
};

export const runRestored = async (say: (line: string) => void): Promise<Restored> => {
  const folder = await mkdtemp(join(tmpdir(), 'onestory-restored-'));
  await chmod(folder, 0o711); // root's server runs as another user, who must get in
  const own = join(folder, 'own-postgres');
  const server = await keepRunning({ dataFolder: own });
  const events = new URL(server.url);
  events.pathname = '/events';
  await inDatabase(server.adminUrl, ['create database events owner onestory']);
  const place = { data: join(folder, 'data-1'), port: await freePort() };
  const fleet = new Fleet([{ ...place, databaseUrl: server.url, storeUrl: events.href }], say);
  try {
    return await new Restoring(fleet, server, folder, say).run();
  } finally {
    await fleet.stop();
    await server.stop();
    await removeEmbeddedPostgres(own);
    await rm(folder, { recursive: true, force: true });
  }
};

/** For people. */
export const tableOfRestored = (it: Restored): string =>
  [
    '',
    `  followers ahead of the restored store: ${it.ahead}, all stood still after ${it.noticedAfterMs} ms`,
    `  rows of read models compared after the way out: ${it.readModelRows}`,
    it.broken.length === 0
      ? 'Nothing was skipped while they stood, and all went on after the way out.'
      : `Not kept:\n${it.broken.map((broken) => `  - ${broken}`).join('\n')}`,
    '',
  ].join('\n');
