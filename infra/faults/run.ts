import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { removeEmbeddedPostgres } from '@onestory/embedded-postgres';
import { Asking } from './asking.js';
import { parkedIn, repeatAll, settle, verifyAll } from './checks.js';
import { Dice } from './dice.js';
import { embedded, usersOwn } from './engine.js';
import type { Engine } from './engine.js';
import { acknowledgedIn, readLedger } from './ledger.js';
import type { Options, Target } from './options.js';
import { PlatformProcess } from './platform-process.js';
import type { Where } from './platform-process.js';
import { descendantsOf, freePort, killAtOnce } from './processes.js';
import { lookIntoTables } from './stored.js';
import { summaryOf } from './summary.js';
import type { Killed, Summary } from './summary.js';

const LEDGER = fileURLToPath(new URL('ledger-main.js', import.meta.url));
/** One kill in so many comes while the platform still starts after the one before. */
const DURING_START = 6;

type Say = (line: string) => void;

/** One run: people work, the platform is killed and started again, and at the end everything is counted. */
class Run {
  private readonly dice: Dice;
  private readonly killed: Killed[] = [];
  private readonly ends: string[] = [];
  private platform!: PlatformProcess;

  constructor(
    private readonly options: Options,
    private readonly where: Where,
    private readonly engine: Engine,
    private readonly ledger: string,
    private readonly say: Say,
  ) {
    this.dice = new Dice(options.seed);
  }

  async run(): Promise<Summary> {
    const began = performance.now();
    await this.start();
    const people = this.sendPeople();
    const gone = once(people, 'exit');
    try {
      await pause(1000);
      for (let kill = 1; kill <= this.options.kills; kill += 1) await this.killOne(kill);
      await this.keepUp();
      this.say('No more kills. Those who work finish what they have begun.');
      people.stdin!.end();
      await this.waitFor(gone);
      return await this.count(performance.now() - began);
    } finally {
      people.kill('SIGKILL');
      await this.platform.stop();
    }
  }

  private sendPeople(): ChildProcess {
    const url = `http://127.0.0.1:${this.where.port}`;
    return spawn(process.execPath, [LEDGER, url, this.ledger, String(this.options.clients)], {
      stdio: ['pipe', 'ignore', 'inherit'],
    });
  }

  /** Until it serves; a platform that does not start is started again, as a service manager would. */
  private async start(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      this.platform = new PlatformProcess(this.where);
      if (await this.platform.started()) return;
      this.noteEnd();
      if (attempt === 5) throw new Error(`The platform does not start. ${this.ends.at(-1) ?? ''}`);
    }
  }

  private noteEnd(): void {
    const end = this.platform.endedByItself;
    if (end === undefined) return;
    this.ends.push(end);
    this.say(`The platform ended by itself: ${end}`);
  }

  /** Nobody may need to start the platform but after a kill of it. */
  private async keepUp(): Promise<void> {
    if (!this.platform.hasEnded) return;
    this.noteEnd();
    await this.start();
  }

  private async killOne(number: number): Promise<void> {
    const { targets } = this.options;
    const target = targets[(number - 1) % targets.length]!;
    await this.keepUp();
    await this.somethingIsDone();
    await pause(this.dice.between(200, 3000));
    const at = this.kill(target);
    if (target === 'postgres') {
      this.killed.push({ target, at, duringStart: false });
      return this.tell(number, target);
    }
    await this.platform.ended();
    const duringStart = this.dice.between(1, DURING_START) === 1;
    if (duringStart) await this.killWhileItStarts();
    await this.start();
    this.killed.push({ target, at, duringStart });
    this.tell(number, target, duringStart);
  }

  private async killWhileItStarts(): Promise<void> {
    this.platform = new PlatformProcess(this.where);
    await pause(this.dice.between(50, 2500));
    this.kill('everything');
    await this.platform.ended();
  }

  private kill(target: Target): number {
    const own = this.engine.pid;
    const postgres =
      own === undefined ? descendantsOf(this.platform.pid) : [own, ...descendantsOf(own)];
    const { pid } = this.platform;
    if (target !== 'postgres') this.platform.expectEnd();
    const pids = {
      node: () => [pid],
      everything: () => [pid, ...postgres],
      postgres: () => this.partOf(postgres),
    }[target]();
    const at = Date.now();
    killAtOnce(pids);
    return at;
  }

  /** The server with its sessions; the server alone; or one session, after which it ends the others itself. */
  private partOf(postgres: readonly number[]): readonly number[] {
    const [server, ...sessions] = postgres;
    return this.dice.oneOf([postgres, [server!], [this.dice.oneOf(sessions)]]);
  }

  /** A kill is worth something only when work was under way: an answer since the last one. */
  private async somethingIsDone(): Promise<void> {
    const since = this.killed.at(-1)?.at ?? 0;
    const end = performance.now() + 60_000;
    while (performance.now() < end) {
      if (acknowledgedIn(readLedger(this.ledger)).some(({ sentAt }) => sentAt > since)) return;
      if (this.platform.hasEnded) return;
      await pause(50);
    }
    throw new Error(
      `Nothing was acknowledged in the minute after kill ${this.killed.length}. The data are in ${this.where.data}.`,
    );
  }

  private async waitFor(gone: Promise<unknown>): Promise<void> {
    let over = false;
    void gone.then(() => (over = true));
    while (!over) {
      await this.keepUp();
      await pause(100);
    }
  }

  private tell(number: number, target: Target, duringStart = false): void {
    const done = acknowledgedIn(readLedger(this.ledger)).length;
    const twice = duringStart ? ', and once more while it started' : '';
    this.say(
      `kill ${String(number).padStart(3)} of ${this.options.kills}: ${target}${twice}; ${done} acknowledged`,
    );
  }

  private async count(ms: number): Promise<Summary> {
    const asking = new Asking(`http://127.0.0.1:${this.where.port}`);
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
    this.noteEnd();
    const exitCode = await this.platform.stop();
    const reading = await this.engine.forReading();
    const stored = await lookIntoTables(reading.url, acknowledged);
    await reading.stop();
    const { kills, seed } = this.options;
    return summaryOf({
      ...{ kills, seed, ms, entries, killed: this.killed, endedByItself: this.ends },
      ...{ behind, otherwise, tables, parked, stored, exitCode },
    });
  }
}

export const runFaults = async (options: Options, say: Say): Promise<Summary> => {
  const folder = await mkdtemp(join(tmpdir(), 'onestory-faults-'));
  await chmod(folder, 0o711); // root's server runs as another user, who must get in
  const data = join(folder, 'data');
  const own = join(folder, 'own-postgres');
  const engine = options.ownPostgres ? await usersOwn(own) : embedded(data);
  const { databaseUrl } = engine;
  const where = { data, port: await freePort(), ...(databaseUrl !== undefined && { databaseUrl }) };
  say(`seed ${options.seed}, ${options.kills} kills, data in ${folder}`);
  try {
    return await new Run(options, where, engine, join(folder, 'ledger.jsonl'), say).run();
  } finally {
    await engine.stop();
    if (!options.keep) {
      await removeEmbeddedPostgres(data);
      await removeEmbeddedPostgres(own);
      await rm(folder, { recursive: true, force: true });
    }
  }
};
