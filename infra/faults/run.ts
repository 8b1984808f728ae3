import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Proxy } from '@onestory/testing';
import { Asking } from './asking.js';
import { parkedIn, repeatAll, settle, verifyAll } from './checks.js';
import { Dice } from './dice.js';
import type { Engine } from './engine.js';
import { Fleet } from './fleet.js';
import { acknowledgedIn, readLedger } from './ledger.js';
import { slowestReady, untilMoving } from './moving.js';
import type { Options, Target } from './options.js';
import { Parking } from './parking.js';
import { descendantsOf, killAtOnce } from './processes.js';
import { lookIntoTables, revisionsReadWith } from './stored.js';
import { summaryOf } from './summary.js';
import type { Killed, Summary } from './summary.js';

const LEDGER = fileURLToPath(new URL('ledger-main.js', import.meta.url));
/** One kill in so many comes while the platform still starts after the one before. */
const DURING_START = 6;

type Say = (line: string) => void;

/** What a run stands on. */
export interface Ground {
  readonly fleet: Fleet;
  readonly engine: Engine;
  /** Between the platform and its PostgreSQL, if connections are to go silent. */
  readonly proxy?: Proxy;
  readonly folder: string;
  /** The first process's data folder: all have the same keys. */
  readonly data: string;
  readonly ledger: string;
}

/** One run: people work, the platform is killed and started again, and at the end everything is counted. */
export class Run {
  private readonly dice: Dice;
  private readonly killed: Killed[] = [];
  private readonly fleet: Fleet;
  private readonly engine: Engine;
  private readonly ledger: string;
  /** One that asks each process, whatever becomes of it. */
  private readonly each: readonly Asking[];
  private readonly parking: Parking;
  private slowestReadyMs = 0;

  constructor(
    private readonly options: Options,
    private readonly ground: Ground,
    private readonly say: Say,
  ) {
    this.dice = new Dice(options.seed);
    ({ fleet: this.fleet, engine: this.engine, ledger: this.ledger } = ground);
    this.each = this.fleet.urls.map((url) => new Asking([url]));
    this.parking = new Parking(this.engine.databaseUrl ?? '', this.each);
  }

  async run(): Promise<Summary> {
    const began = performance.now();
    await this.fleet.startFirst();
    const people = this.sendPeople();
    const gone = once(people, 'exit');
    try {
      await pause(1000);
      for (let kill = 1; kill <= this.options.kills; kill += 1) await this.killOne(kill);
      await this.fleet.keepUp();
      this.say('No more kills. Those who work finish what they have begun.');
      people.stdin!.end();
      await this.waitFor(gone);
      return await this.count(performance.now() - began);
    } finally {
      people.kill('SIGKILL');
      await this.fleet.stop();
    }
  }

  private sendPeople(): ChildProcess {
    const urls = this.fleet.urls.join(',');
    return spawn(process.execPath, [LEDGER, urls, this.ledger, String(this.options.clients)], {
      stdio: ['pipe', 'ignore', 'inherit'],
    });
  }

  private async killOne(number: number): Promise<void> {
    const { targets } = this.options;
    const target = targets[(number - 1) % targets.length]!;
    await this.fleet.keepUp();
    await this.somethingIsDone();
    await pause(this.dice.between(200, 3000));
    const at = Date.now();
    const duringStart = await this.strike(target);
    const looks = this.fleet.size > 1 || target === 'connections';
    const moving = looks ? await this.untilMoving(target, at) : undefined;
    this.killed.push({
      ...{ target, at, duringStart },
      ...(moving !== undefined && { movedAfterMs: moving }),
    });
    this.tell(number, target, duringStart, moving);
  }

  /** Gives whether it was struck once more while it started. */
  private async strike(target: Target): Promise<boolean> {
    if (target === 'connections') this.ground.proxy!.silence();
    else if (target === 'replay') await this.parkAndReplay();
    else if (target === 'postgres') killAtOnce(this.partOf(this.postgres()));
    else if (target === 'everything') return this.killAll();
    else return this.killProcesses([this.dice.between(0, this.fleet.size - 1)], false);
    return false;
  }

  private async parkAndReplay(): Promise<void> {
    const found = await this.parking.park();
    this.say(`${found} sequences lie parked, and every process is asked to replay them.`);
    await this.parking.replay();
  }

  /** Gives the milliseconds since it was struck, at `at`. */
  private async untilMoving(target: Target, at: number): Promise<number> {
    const moving = this.somethingIsDone(at).then(() => untilMoving(this.each));
    if (target === 'connections') {
      const slowest = await slowestReady(this.fleet.urls, moving);
      this.slowestReadyMs = Math.max(this.slowestReadyMs, slowest);
    }
    await moving;
    return Date.now() - at;
  }

  private killAll(): Promise<boolean> {
    return this.killProcesses(
      Array.from({ length: this.fleet.size }, (_, index) => index),
      true,
    );
  }

  private async killProcesses(indexes: readonly number[], everything: boolean): Promise<boolean> {
    await this.killAndWait(indexes, everything);
    const duringStart = this.dice.between(1, DURING_START) === 1;
    if (duringStart) {
      for (const index of indexes) this.fleet.begin(index);
      await pause(this.dice.between(50, 2500));
      await this.killAndWait(indexes, everything || this.fleet.size === 1);
    }
    await this.engine.answers();
    for (const index of indexes) await this.fleet.start(index);
    return duringStart;
  }

  private async killAndWait(indexes: readonly number[], everything: boolean): Promise<void> {
    const processes = indexes.map((index) => this.fleet.at(index));
    const postgres = everything ? this.postgres() : [];
    for (const it of processes) it.expectEnd();
    killAtOnce([...processes.map(({ pid }) => pid), ...postgres]);
    await Promise.all(processes.map((it) => it.ended()));
  }

  /** The server first, then its sessions. */
  private postgres(): readonly number[] {
    const { pid } = this.engine;
    return pid === undefined ? descendantsOf(this.fleet.at(0).pid) : [pid, ...descendantsOf(pid)];
  }

  /** The server with its sessions; the server alone; or one session, after which it ends the others itself. */
  private partOf(postgres: readonly number[]): readonly number[] {
    const [server, ...sessions] = postgres;
    return this.dice.oneOf([postgres, [server!], [this.dice.oneOf(sessions)]]);
  }

  /** A kill is worth something only when work was under way: an answer since the last one. */
  private async somethingIsDone(since = this.killed.at(-1)?.at ?? 0): Promise<void> {
    const end = performance.now() + 60_000;
    while (performance.now() < end) {
      if (acknowledgedIn(readLedger(this.ledger)).some(({ sentAt }) => sentAt > since)) return;
      if (this.fleet.anyHasEnded) return;
      await pause(50);
    }
    throw new Error(
      `Nothing was acknowledged in the minute after kill ${this.killed.length}. The data are in ${this.ground.folder}.`,
    );
  }

  private async waitFor(gone: Promise<unknown>): Promise<void> {
    let over = false;
    void gone.then(() => (over = true));
    while (!over) {
      await this.fleet.keepUp();
      await pause(100);
    }
  }

  private tell(number: number, target: Target, duringStart: boolean, moving?: number): void {
    const done = acknowledgedIn(readLedger(this.ledger)).length;
    const twice = duringStart ? ', and once more while it started' : '';
    const close = moving === undefined ? '' : `, followers close after ${moving} ms`;
    this.say(
      `kill ${String(number).padStart(3)} of ${this.options.kills}: ${target}${twice}${close}; ${done} acknowledged`,
    );
  }

  private async count(ms: number): Promise<Summary> {
    const asking = new Asking(this.fleet.urls);
    const entries = readLedger(this.ledger);
    const acknowledged = acknowledgedIn(entries);
    this.say('Waiting until everything is projected, published and heard.');
    const behind = await settle(asking);
    this.say(`Repeating all ${acknowledged.length} acknowledged commands.`);
    const otherwise = await repeatAll(asking, acknowledged);
    this.say('Deriving every read model anew.');
    await settle(asking);
    const tables = await verifyAll(asking);
    const parked = await parkedIn(asking);
    const exitCodes = await this.fleet.stop();
    const reading = await this.engine.forReading();
    const stored = await lookIntoTables(
      reading.url,
      acknowledged,
      await revisionsReadWith(reading.url, join(this.ground.data, 'master.key')),
    );
    await reading.stop();
    const { kills, seed } = this.options;
    return summaryOf({
      ...{ kills, seed, ms, entries, killed: this.killed, endedByItself: this.fleet.ends },
      ...{ behind, otherwise, tables, parked, stored, exitCodes },
      replayed: { parked: this.parking.parked, replays: this.parking.replays },
      slowestReadyMs: this.slowestReadyMs,
    });
  }
}
