import { acknowledgedIn } from './ledger.js';
import type { Acknowledged, Entry, Odd } from './ledger.js';
import { TARGETS } from './options.js';
import type { Target } from './options.js';
import type { Stored } from './stored.js';

export interface Killed {
  readonly target: Target;
  readonly at: number;
  readonly duringStart: boolean;
  /** From then until every follower of every process was close behind again; undefined when it was not looked at. */
  readonly movedAfterMs?: number;
}

/** What became of the sequences parked on purpose. */
interface Replayed {
  readonly parked: number;
  readonly replays: number;
}

/** Goals: everything moves again within, and whoever asks for readiness is answered within. */
const MOVES_WITHIN_MS = 30_000;
const READY_ANSWERS_WITHIN_MS = 2_000;

export interface Counted {
  readonly kills: number;
  readonly seed: number;
  readonly ms: number;
  readonly entries: readonly Entry[];
  readonly killed: readonly Killed[];
  readonly endedByItself: readonly string[];
  readonly behind: number;
  readonly otherwise: readonly string[];
  readonly tables: readonly {
    readonly table: string;
    readonly rows: number;
    readonly differing: number;
  }[];
  readonly parked: readonly string[];
  readonly stored: Stored;
  readonly exitCodes: readonly (number | null | undefined)[];
  readonly replayed: Replayed;
  /** The slowest answer of `/health/ready` while connections were silent; 0 when none was. */
  readonly slowestReadyMs: number;
}

/** From the kill to the first acknowledgement of what was sent after it. */
interface Recovery {
  readonly p50Ms: number;
  readonly maxMs: number;
}

export interface Summary {
  readonly seed: number;
  readonly seconds: number;
  readonly kills: Readonly<Record<Target, number>>;
  readonly killsDuringStart: number;
  readonly acknowledged: number;
  /** Acknowledged only when sent again, as the first answer was lost. */
  readonly acknowledgedAfterLostAnswer: number;
  readonly lostAnswers: number;
  readonly unavailableAnswers: number;
  readonly connectionsRefused: number;
  readonly recovery: Readonly<Partial<Record<Target, Recovery>>>;
  /** From the kill until every follower was close behind again. */
  readonly moved: Readonly<Partial<Record<Target, Recovery>>>;
  readonly replayed: Replayed;
  readonly slowestReadyMs: number;
  readonly events: number;
  readonly messages: number;
  readonly messagesToldTwice: number;
  readonly readModelRows: number;
  /** Empty when all is well: what was promised and not kept. */
  readonly broken: readonly string[];
  /** Refused by a rule, with how often: no loss, but worth a look. */
  readonly refused: Readonly<Record<string, number>>;
}

const recoveriesOf = (
  killed: readonly Killed[],
  acknowledged: readonly Acknowledged[],
): Partial<Record<Target, Recovery>> => {
  const all: Partial<Record<Target, number[]>> = {};
  for (const { target, at, duringStart } of killed) {
    if (duringStart) continue; // two starts, one after the other
    const first = acknowledged.find(({ sentAt }) => sentAt > at);
    if (first) (all[target] ??= []).push(first.answeredAt - at);
  }
  return spread(all);
};

const spread = (
  all: Partial<Record<Target, readonly number[]>>,
): Partial<Record<Target, Recovery>> =>
  Object.fromEntries(
    Object.entries(all).map(([target, times]) => {
      const sorted = times.toSorted((one, other) => one - other);
      return [target, { p50Ms: sorted[sorted.length >> 1]!, maxMs: sorted.at(-1)! }];
    }),
  );

const movesOf = (killed: readonly Killed[]): Partial<Record<Target, Recovery>> => {
  const all: Partial<Record<Target, number[]>> = {};
  for (const { target, movedAfterMs } of killed)
    if (movedAfterMs !== undefined) (all[target] ??= []).push(movedAfterMs);
  return spread(all);
};

const counted = (odd: readonly Odd[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { path, status, code } of odd) {
    const shape = path.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id');
    const name = `${shape} ${status} ${code}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
};

const brokenIn = (it: Counted, odd: (kind: Odd['kind']) => readonly Odd[]): readonly string[] => {
  const { stored } = it;
  const differing = it.tables.filter((table) => table.differing > 0);
  const wrong = Object.entries(counted(odd('wrong')));
  const unanswered = Object.entries(counted(odd('unanswered')));
  return [
    stored.lost > 0 && `${stored.lost} acknowledged commands are lost`,
    stored.twice > 0 && `${stored.twice} commands or events are there twice`,
    stored.torn > 0 && `${stored.torn} streams have gaps`,
    stored.untold > 0 && `${stored.untold} events were never told to others`,
    stored.invented > 0 && `${stored.invented} messages tell of events that are not there`,
    it.otherwise.length > 0 &&
      `${it.otherwise.length} repeated commands were answered otherwise: ${[...new Set(it.otherwise)].slice(0, 5).join(', ')}`,
    ...differing.map(
      ({ table, rows, differing: count }) => `${count} rows differ in ${table} (of ${rows})`,
    ),
    ...it.parked.map((parked) => `parked: ${parked}`),
    it.behind > 0 && `${it.behind} runners never caught up`,
    ...wrong.map(([name, count]) => `${count} times an answer that is a defect: ${name}`),
    ...unanswered.map(([name, count]) => `${count} times no answer for minutes: ${name}`),
    ...it.endedByItself.map((end) => `the platform ended by itself: ${end}`),
    ...it.exitCodes
      .filter((code) => code !== 0)
      .map((code) => `the platform did not stop in order (${String(code)})`),
    ...it.killed
      .filter(({ movedAfterMs = 0 }) => movedAfterMs > MOVES_WITHIN_MS)
      .map(({ target, movedAfterMs }) => `followers stood for ${movedAfterMs} ms after ${target}`),
    it.slowestReadyMs > READY_ANSWERS_WITHIN_MS &&
      `/health/ready took ${it.slowestReadyMs} ms while connections were silent`,
    it.killed.some(({ target }) => target === 'replay') &&
      it.replayed.parked === 0 &&
      'nothing lay parked, so nothing was replayed',
    acknowledgedIn(it.entries).length === 0 && 'nothing was acknowledged, so nothing was tested',
    it.tables.every(({ rows }) => rows === 0) &&
      'the read models are empty, so nothing was compared',
    stored.messages === 0 && 'nothing was published, so nothing was compared',
  ].filter((line) => line !== false);
};

export const summaryOf = (it: Counted): Summary => {
  const acknowledged = acknowledgedIn(it.entries);
  const odd = (kind: Odd['kind']) => it.entries.filter((entry) => entry.kind === kind) as Odd[];
  const ended = it.entries.find((entry) => entry.kind === 'ended');
  const of = (target: Target) => it.killed.filter((kill) => kill.target === target).length;
  return {
    seed: it.seed,
    seconds: Math.round(it.ms / 1000),
    kills: Object.fromEntries(TARGETS.map((target) => [target, of(target)])) as Record<
      Target,
      number
    >,
    killsDuringStart: it.killed.filter(({ duringStart }) => duringStart).length,
    acknowledged: acknowledged.length,
    acknowledgedAfterLostAnswer: acknowledged.filter((entry) => entry.unknownBefore > 0).length,
    lostAnswers: ended?.unknown ?? 0,
    unavailableAnswers: ended?.unavailable ?? 0,
    connectionsRefused: ended?.away ?? 0,
    recovery: recoveriesOf(it.killed, acknowledged),
    moved: movesOf(it.killed),
    replayed: it.replayed,
    slowestReadyMs: it.slowestReadyMs,
    events: it.stored.events,
    messages: it.stored.messages,
    messagesToldTwice: it.stored.toldTwice,
    readModelRows: it.tables.reduce((sum, { rows }) => sum + rows, 0),
    broken: [...brokenIn(it, odd), ...(ended ? [] : ['the ledger has no end'])],
    refused: counted(odd('refused')),
  };
};

const line = (name: string, value: string | number): string => `  ${name.padEnd(44)} ${value}`;

/** For people. */
export const tableOf = (it: Summary): string => {
  const { node, everything, postgres, connections, replay } = it.kills;
  return [
    '',
    line('seed', it.seed),
    line('kills', node + everything + postgres + connections + replay + it.killsDuringStart),
    line('  of Node, of both, of PostgreSQL', `${node}, ${everything}, ${postgres}`),
    line('  more of them during a start', it.killsDuringStart),
    line('  connections silent, replays while working', `${connections}, ${replay}`),
    line('commands acknowledged', it.acknowledged),
    line('  only when sent again', it.acknowledgedAfterLostAnswer),
    line(
      'answers lost; 503 or 429; nobody there',
      `${it.lostAnswers}; ${it.unavailableAnswers}; ${it.connectionsRefused}`,
    ),
    ...Object.entries(it.recovery).map(([target, { p50Ms, maxMs }]) =>
      line(`first answer after a kill of ${target}`, `p50 ${p50Ms} ms, max ${maxMs} ms`),
    ),
    ...Object.entries(it.moved).map(([target, { p50Ms, maxMs }]) =>
      line(`all followers close again after ${target}`, `p50 ${p50Ms} ms, max ${maxMs} ms`),
    ),
    ...(connections > 0
      ? [line('slowest /health/ready while silent', `${it.slowestReadyMs} ms`)]
      : []),
    ...(replay > 0
      ? [
          line(
            'sequences parked on purpose; replays',
            `${it.replayed.parked}; ${it.replayed.replays}`,
          ),
        ]
      : []),
    line('events, messages', `${it.events}, ${it.messages} (${it.messagesToldTwice} told twice)`),
    line('rows of read models compared', it.readModelRows),
    ...Object.entries(it.refused).map(([name, count]) => line(`refused: ${name}`, count)),
    '',
    it.broken.length === 0
      ? 'Nothing acknowledged was lost, nothing happened twice, every read model says what the events say.'
      : `Not kept:\n${it.broken.map((broken) => `  - ${broken}`).join('\n')}`,
    '',
  ].join('\n');
};
