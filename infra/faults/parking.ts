import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { people } from '../demo/people.js';
import { SERVICES } from './checks.js';
import type { Asking } from './asking.js';

interface Sequence {
  readonly runner: string;
  readonly key: string;
  readonly cause?: string | null;
}

/** No outage and nothing that passes: a follower takes it for a fault of the event, and parks its sequence. */
const IMPOSSIBLE = `
  create function public.impossible() returns trigger language plpgsql as
    $$ begin raise exception 'impossible' using errcode = 'P0001'; end $$`;

/** One that derives from its own events, and one that derives from what it consumes. */
const SCHEMAS = ['assessment', 'case_history'] as const;

const LONGEST_MS = 60_000;
const MOST_REPLAYS_AT_ONCE = 4;

/** Makes rows impossible for a while, so that sequences are parked, and has them replayed by every process at once. */
export class Parking {
  parked = 0;
  replays = 0;

  constructor(
    private readonly databaseUrl: string,
    private readonly processes: readonly Asking[],
  ) {}

  /** Until something lies parked; then the cause is mended. Gives how many sequences it were. */
  async park(): Promise<number> {
    const client = new pg.Client({ connectionString: this.databaseUrl });
    client.on('error', () => undefined);
    await client.connect();
    try {
      await client.query(`${IMPOSSIBLE}; ${await triggersOn(client)}`);
      const end = performance.now() + LONGEST_MS;
      let found = 0;
      while (found === 0 && performance.now() < end) {
        await pause(200);
        found = (await this.sequences()).length;
      }
      this.parked += found;
      return found;
    } finally {
      await client.query('drop function if exists public.impossible cascade');
      await client.end();
    }
  }

  /** Every process is asked for the same sequence at the same moment, until none is left. */
  async replay(): Promise<void> {
    const end = performance.now() + LONGEST_MS;
    for (;;) {
      const all = await this.sequences();
      if (all.length === 0 || performance.now() > end) return;
      const left = [...all];
      const worker = async (): Promise<void> => {
        for (let it = left.pop(); it; it = left.pop()) await this.replayEverywhere(it);
      };
      await Promise.all(Array.from({ length: MOST_REPLAYS_AT_ONCE }, worker));
    }
  }

  private async replayEverywhere({
    service,
    runner,
    key,
  }: Sequence & { readonly service: string }): Promise<void> {
    this.replays += 1;
    await Promise.all(
      this.processes.map((asking) =>
        asking
          .send('POST', people.operator, `/${service}/operations/parked/replays`, { runner, key })
          .catch(() => undefined),
      ),
    );
  }

  /** The first process answers for all, as the tables are the same; what it does not answer now comes with the next look. */
  private async sequences(): Promise<readonly (Sequence & { readonly service: string })[]> {
    const lists = await Promise.all(
      SERVICES.map(async (service) => {
        const answer = await this.processes[0]!.get(
          people.operator,
          `/${service}/operations/parked`,
        ).catch(() => undefined);
        const parked = (answer?.body['parked'] ?? []) as readonly Sequence[];
        return parked.map((sequence) => ({ ...sequence, service }));
      }),
    );
    return lists.flat();
  }
}

/** One trigger for each table of read models of these services, but not for those that every service has. */
const triggersOn = async (client: pg.Client): Promise<string> => {
  const { rows } = await client.query<{ table: string }>(
    `select format('%I.%I', table_schema, table_name) as table from information_schema.tables
      where table_schema = any($1) and table_name ~ '_v[0-9]+$'
        and table_name !~ '^(trace|relationship|child_heard|consent_heard)_'`,
    [SCHEMAS],
  );
  return rows
    .map(
      ({ table }) =>
        `create trigger impossible before insert on ${table} for each row execute function public.impossible()`,
    )
    .join(';');
};
