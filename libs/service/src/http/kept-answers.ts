import type { StreamName } from '@onestory/event-sourcing';
import { gathering } from '@onestory/kernel';
import type { CommandId, Database, RealTime } from '@onestory/kernel';

/** What a command was answered the first time. */
export interface KeptAnswer {
  readonly id: string;
  /** Null in what a version before opaque ETags has kept. */
  readonly stream: StreamName | null;
  readonly revision: string | null;
  readonly position: string | null;
  readonly location: string | null;
}

export const keptAnswerTables: readonly { readonly name: string; readonly sql: string }[] = [
  {
    name: 'kept-answers-1',
    sql: `
      create table kept_answer (
        command uuid primary key,
        body text not null,
        id text not null,
        revision text,
        position text,
        location text,
        kept_at timestamptz not null default now());
      create index kept_answer_by_age on kept_answer (kept_at);`,
  },
  { name: 'kept-answers-2', sql: 'alter table kept_answer add column stream text' },
];

type Kept = KeptAnswer & { readonly body: string };
type Entry = { readonly command: CommandId; readonly body: string; readonly answer: KeptAnswer };

/** Answers that one statement reads or writes. */
const TOGETHER = 200;
const KEEP_DAYS = 30;
const PURGE_EVERY_MS = 3_600_000;

/**
 * Answers kept for 30 days. For a command that decided something the stream itself remembers, so its row may
 * follow later; for one that decided nothing the row is durable before the answer.
 */
export class KeptAnswers {
  private waiting: Entry[] = [];
  private writing: Promise<void> | undefined;
  private purgedAt: number;
  private readonly read: (command: CommandId) => Promise<Kept | undefined>;

  constructor(
    private readonly database: Database,
    private readonly time: RealTime,
  ) {
    this.purgedAt = time.monotonic();
    this.read = gathering(async (commands) => {
      const rows = await database.query<Kept & { command: CommandId }>(
        `select command::text, body, id, stream, revision, position, location
           from kept_answer where command = any($1::uuid[])`,
        [commands],
      );
      const byCommand = new Map(rows.map(({ command, ...kept }) => [command, kept]));
      return commands.map((command) => byCommand.get(command));
    }, TOGETHER);
  }

  async find(command: CommandId): Promise<Kept | undefined> {
    const waiting = this.waiting.find((entry) => entry.command === command);
    if (waiting) return { ...waiting.answer, body: waiting.body };
    return this.read(command);
  }

  async keepNow(command: CommandId, body: string, answer: KeptAnswer): Promise<void> {
    await this.write([{ command, body, answer }]);
  }

  keepSoon(command: CommandId, body: string, answer: KeptAnswer): void {
    this.waiting.push({ command, body, answer });
    this.writing ??= this.drain();
  }

  /** Resolves when what was to be kept soon is kept, or could not be: the streams remember it all the same. */
  async settle(): Promise<void> {
    await this.writing;
  }

  private async drain(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) {
      const batch = this.waiting.slice(0, TOGETHER);
      await this.write(batch).catch(() => undefined);
      this.waiting = this.waiting.slice(batch.length);
    }
    this.writing = undefined;
    if (this.time.monotonic() - this.purgedAt > PURGE_EVERY_MS) await this.purge();
  }

  private async purge(): Promise<void> {
    this.purgedAt = this.time.monotonic();
    await this.database
      .query(`delete from kept_answer where kept_at < now() - interval '${KEEP_DAYS} days'`)
      .catch(() => undefined);
  }

  private async write(entries: readonly Entry[]): Promise<void> {
    const column = <T>(pick: (entry: Entry) => T) => entries.map(pick);
    await this.database.query(
      `insert into kept_answer (command, body, id, stream, revision, position, location)
       select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
         $7::text[])
       on conflict do nothing`,
      [
        column((it) => it.command),
        column((it) => it.body),
        column((it) => it.answer.id),
        column((it) => it.answer.stream),
        column((it) => it.answer.revision),
        column((it) => it.answer.position),
        column((it) => it.answer.location),
      ],
    );
  }
}
