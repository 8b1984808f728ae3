import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataFolderInUse, hold, lookAtHold } from './hold.js';
import type { Hold } from './hold.js';
import { isAlive, isServerOf, processesOf, readPostmaster, signal, until } from './processes.js';
import type { Postmaster } from './processes.js';

export interface Claim {
  readonly dataFolder: string;
  readonly cluster: string;
  readonly password: string;
  readonly log: (message: string) => void;
}

const SECOND = 1000;
/** A process that starts a server imports its services meanwhile, and may be deaf for a while. */
const MOMENT = 2 * SECOND;
/** A server that recovers after a crash reads its journal first. */
const PATIENCE = 120 * SECOND;

/**
 * Fast shutdown, which ends sessions and writes a checkpoint; then without the checkpoint; then by
 * force. In each case the next start finds everything that was committed.
 */
export const endServer = async (pid: number, gone: () => boolean | Promise<boolean>) => {
  for (const [how, patience] of [
    ['SIGINT', 30 * SECOND],
    ['SIGQUIT', 5 * SECOND],
    ['SIGKILL', 5 * SECOND],
  ] as const) {
    signal(pid, how);
    if (await until(gone, patience)) return;
  }
  throw new Error(`The PostgreSQL server (process ${pid}) cannot be ended, not even by force.`);
};

const endOrphan = async (claim: Claim, { pid }: Postmaster): Promise<void> => {
  claim.log(`Ending the PostgreSQL server (process ${pid}) that a killed process left behind.`);
  await endServer(pid, async () => !(await isServerOf(claim.cluster, pid)));
};

export const serverOf = async (cluster: string): Promise<Postmaster | undefined> => {
  const found = await readPostmaster(cluster);
  return found && (await isServerOf(cluster, found.pid)) ? found : undefined;
};

/** Helpers outlive a killed server only for as long as they are busy. */
const endHelpers = async ({ cluster, log }: Claim): Promise<void> => {
  const seen = await processesOf(cluster);
  const left = async () => {
    if (await serverOf(cluster)) return []; // another process has just started it
    const now = await processesOf(cluster);
    return seen.filter((pid) => now.includes(pid));
  };
  const gone = async () => (await left()).length === 0;
  if (seen.length === 0 || (await until(gone, SECOND))) return;
  for (const pid of await left()) {
    log(`Ending a process (${pid}) of a PostgreSQL server that was killed.`);
    signal(pid, 'SIGKILL');
  }
  await until(gone, 5 * SECOND);
};

/** The lock of a killed process stays until the server notices, and a busy server notices late. */
const patienceWith = (holder: string | undefined): number => {
  const pid = Number.parseInt(holder?.replace('process ', '') ?? '', 10);
  return pid > 0 && !isAlive(pid) ? 10 * SECOND : SECOND;
};

/**
 * Two waits, as things are not always what they seem: whoever has just started a server needs a
 * moment to take hold of it, and of a process that was killed the lock stays for a moment.
 */
const untilSettled = async (claim: Claim, server: Postmaster): Promise<Hold> => {
  const began = performance.now();
  const seen = await stat(join(claim.cluster, 'postmaster.pid')).catch(() => undefined);
  const age = seen ? Date.now() - seen.mtimeMs : 0;
  for (;;) {
    const waited = performance.now() - began;
    const young = age + waited < MOMENT && waited < MOMENT;
    const held = await (young ? lookAtHold : hold)(server.port, claim.password);
    const settled =
      held.state === 'taken' ? waited > patienceWith(held.holder) : held.state !== 'free';
    if (settled) return held;
    await sleep(20);
  }
};

/**
 * Ends a server of this cluster that nobody holds any more.
 * Throws {@link DataFolderInUse} when a live process holds it.
 */
export const clearTheWay = async (claim: Claim): Promise<void> => {
  const end = performance.now() + PATIENCE;
  for (;;) {
    const server = await serverOf(claim.cluster);
    if (!server) return endHelpers(claim);
    const held = await untilSettled(claim, server);
    if (held.state === 'taken') throw new DataFolderInUse(claim.dataFolder, held.holder);
    if (held.state === 'ours') {
      await endOrphan(claim, server);
      await held.client.end().catch(() => undefined);
    } else if (performance.now() >= end) {
      throw new Error(
        `A PostgreSQL server (process ${server.pid}) runs on ${claim.cluster} but does not answer` +
          `${held.state === 'no-answer' ? `: ${held.reason}` : ''}. If no other OneStory uses ` +
          `this data folder, end it (kill ${server.pid}) and start again.`,
      );
    } else {
      await sleep(20);
    }
  }
};

/**
 * PostgreSQL's own refusal to start calls for this, no other. Should a server start between look
 * and removal, PostgreSQL still finds its shared memory in use: never do two servers write to one
 * cluster.
 */
export const removeStaleLock = async (cluster: string): Promise<void> => {
  const file = join(cluster, 'postmaster.pid');
  const found = await stat(file).catch(() => undefined);
  const fresh = found && Math.abs(Date.now() - found.mtimeMs) < SECOND; // perhaps half-written
  if (!fresh && !(await serverOf(cluster))) await rm(file, { force: true });
};
