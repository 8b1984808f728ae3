import { setTimeout as pause } from 'node:timers/promises';
import { people } from '../demo/people.js';
import { untilAnswered } from './asking.js';
import type { Answer, Asking } from './asking.js';
import type { Acknowledged } from './ledger.js';

export const SERVICES = [
  'child-index',
  'information-sharing',
  'assessment',
  'lead-professional',
  'panel-scheduling',
  'referral',
  'case-history',
] as const;

const AT_ONCE = 8;
const LONGEST_SETTLING_MS = 180_000;

interface Runner {
  readonly name: string;
  readonly caughtUp: boolean;
}

interface Parked {
  readonly runner: string;
  readonly cause?: string | null;
}

const operator = people.operator;

const fromEach = async (
  asking: Asking,
  page: string,
  ask: (path: string) => Promise<Answer> = (path) => asking.get(operator, path),
): Promise<readonly Record<string, unknown>[]> => {
  const bodies: Record<string, unknown>[] = [];
  for (const service of SERVICES)
    bodies.push((await untilAnswered(() => ask(`/${service}/operations/${page}`))).body);
  return bodies;
};

const behindIn = async (asking: Asking): Promise<number> => {
  const lags = await fromEach(asking, 'lag');
  return lags.flatMap((lag) => (lag['runners'] as Runner[]).filter((it) => !it.caughtUp)).length;
};

/** Until everything recorded is projected, published, heard and reacted to. Gives how many runners never got there. */
export const settle = async (asking: Asking): Promise<number> => {
  const end = performance.now() + LONGEST_SETTLING_MS;
  for (;;) {
    await untilAnswered(() => asking.send('PUT', operator, '/development/clock', { now: null }));
    const behind = await behindIn(asking);
    if (behind === 0 || performance.now() > end) return behind;
    await pause(500);
  }
};

const sameAnswer = (first: Acknowledged, { status, body, headers }: Answer): boolean =>
  status === first.status &&
  body['id'] === first.id &&
  headers.get('etag') === first.etag &&
  headers.get('location') === first.location;

/** Sends every acknowledged command once more. Gives those that were answered otherwise. */
export const repeatAll = async (
  asking: Asking,
  acknowledged: readonly Acknowledged[],
): Promise<readonly string[]> => {
  const left = [...acknowledged];
  const otherwise: string[] = [];
  const repeat = async (): Promise<void> => {
    for (let it = left.pop(); it; it = left.pop()) {
      const first = it;
      const answer = await untilAnswered(() => asking.post(first, 0));
      if (!sameAnswer(first, answer)) otherwise.push(`${first.path} (${answer.status})`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, repeat));
  return otherwise;
};

interface Table {
  readonly table: string;
  readonly rows: number;
  readonly differing: number;
}

/** Derives every read model of every service anew. */
export const verifyAll = async (asking: Asking): Promise<readonly Table[]> => {
  const verified = await fromEach(asking, 'verifications', (path) =>
    asking.send('POST', operator, path, {}),
  );
  return verified.flatMap((it) =>
    (it['tables'] as Table[]).map((table) => ({
      ...table,
      table: `${String(it['service'])}.${table.table}`,
    })),
  );
};

/** What lies parked, and why: `own_messages_v1: error 57P03`. */
export const parkedIn = async (asking: Asking): Promise<readonly string[]> =>
  (await fromEach(asking, 'parked')).flatMap((it) =>
    (it['parked'] as Parked[]).map(
      ({ runner, cause }) => `${String(it['service'])}.${runner}: ${cause ?? 'behind another'}`,
    ),
  );
