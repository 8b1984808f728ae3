import { setTimeout as pause } from 'node:timers/promises';
import { people } from '../demo/people.js';
import type { Asking } from './asking.js';
import { SERVICES } from './checks.js';

/** Twice what is promised, so that a promise that is not kept has its figure. */
const LONGEST_MS = 60_000;

interface Runner {
  readonly name: string;
  readonly ageMs: number;
  readonly caughtUp: boolean;
  readonly stopped?: string;
}

/** A follower that stood and did not go on has something that was recorded before `since`. */
const hasPassed = ({ ageMs, caughtUp, stopped }: Runner, since: number): boolean =>
  stopped === undefined && (caughtUp || ageMs < performance.now() - since);

/** What of a process has not yet passed `since`; undefined when it does not say. */
const behindOf = async (asking: Asking, since: number): Promise<readonly string[] | undefined> => {
  const answers = await Promise.all(
    SERVICES.map((service) => asking.get(people.operator, `/${service}/operations/lag`)),
  ).catch(() => undefined);
  if (!answers?.every(({ status }) => status === 200)) return undefined;
  return answers.flatMap(({ body }) =>
    (body['runners'] as readonly Runner[])
      .filter((runner) => !hasPassed(runner, since))
      .map(({ name }) => `${String(body['service'])}.${name}`),
  );
};

/**
 * Until every follower has handled what was recorded before this is called, as each process says it. That is asked
 * once a command was acknowledged again, so that a follower whose process is gone has something to be behind with.
 */
export const untilMoving = async (processes: readonly Asking[]): Promise<void> => {
  const since = performance.now();
  while (performance.now() - since < LONGEST_MS) {
    const behind = await Promise.all(processes.map((it) => behindOf(it, since)));
    if (behind.every((it) => it?.length === 0)) return;
    await pause(200);
  }
};

/** Asks each process whether it is ready, again and again until `over`. Gives the slowest answer in milliseconds. */
export const slowestReady = async (
  urls: readonly string[],
  over: Promise<unknown>,
): Promise<number> => {
  let slowest = 0;
  let ended = false;
  const end = () => (ended = true);
  over.then(end, end);
  while (!ended) {
    await Promise.all(
      urls.map(async (url) => {
        const asked = performance.now();
        await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(30_000) })
          .then((response) => response.text())
          .catch(() => undefined);
        slowest = Math.max(slowest, Math.round(performance.now() - asked));
      }),
    );
    await pause(250);
  }
  return slowest;
};
