import type { Database, Sql } from '@onestory/kernel';
import type { Move } from './consumer-offsets.js';
import type { Delivered } from './exchange.js';

/** A message that was delivered somewhere. */
interface Received {
  readonly id: string;
  readonly delivered: Pick<Delivered, 'topic' | 'partition' | 'offset'>;
}

/** The ids of the messages that a consumer has handled: what is published or delivered twice has an effect once. */
export class InboxIds {
  private readonly purged = new Map<string, bigint>();

  constructor(
    private readonly consumer: string,
    private readonly database: Database,
    /** Messages behind an offset, per partition. */
    private readonly remembers: bigint,
  ) {}

  /** Which of these had their effect already. */
  async known(ids: readonly string[]): Promise<ReadonlySet<string>> {
    if (ids.length === 0) return new Set();
    const rows = await this.database.query<{ id: string }>(
      'select message_id as id from inbox where consumer = $1 and message_id = any($2::uuid[])',
      [this.consumer, ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** The ids that were not there. */
  async add(sql: Sql, received: readonly Received[]): Promise<Set<string>> {
    const rows = await sql.query<{ id: string }>(
      `insert into inbox (consumer, message_id, topic, partition, "offset")
       select $1, * from unnest($2::uuid[], $3::text[], $4::int[], $5::bigint[])
       on conflict do nothing returning message_id as id`,
      [
        this.consumer,
        received.map(({ id }) => id),
        received.map(({ delivered }) => delivered.topic),
        received.map(({ delivered }) => delivered.partition),
        received.map(({ delivered }) => delivered.offset.toString()),
      ],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /**
   * Nothing far behind the offset comes again: a publisher that crashed repeats its last batch at most.
   * Now and then, since it looks at the whole inbox; a purge that fails is made up for by the next.
   */
  async purge(moves: readonly Move[]): Promise<void> {
    const { remembers } = this;
    const due = moves.filter(({ topic, partition, to }) => {
      const place = `${topic}/${partition}`;
      if (to - (this.purged.get(place) ?? 0n) < remembers + remembers / 2n) return false;
      this.purged.set(place, to - remembers);
      return true;
    });
    if (due.length === 0) return;
    await this.database
      .query(
        `delete from inbox i using unnest($2::text[], $3::int[], $4::bigint[]) as d (topic, partition, upto)
         where i.consumer = $1 and i.topic = d.topic and i.partition = d.partition and i."offset" < d.upto`,
        [
          this.consumer,
          due.map(({ topic }) => topic),
          due.map(({ partition }) => partition),
          due.map(({ to }) => (to - remembers).toString()),
        ],
      )
      .catch(() => undefined);
  }

  async clear(sql: Sql): Promise<void> {
    await sql.query('delete from inbox where consumer = $1', [this.consumer]);
  }
}
