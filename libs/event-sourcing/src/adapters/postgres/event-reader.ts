import { gathering } from '@onestory/kernel';
import type { Pool } from '@onestory/postgres';
import type { Position, StoredEvent, StreamName } from '../../event-store.js';
import type { Page } from '../follow-pages.js';
import { placeOf, positionOf, PositionBeyondHead } from '../positions.js';
import { HEAD, isCut, NUMBER, page, storedEvent, STREAM } from './stored-rows.js';
import type { StoredRow } from './stored-rows.js';

/** How far one look for wanted categories goes among the others. */
const STRIDE = 20_000;

/** Events of a page that a follower gets. */
const FOLLOWED = 1_000;

/** Events of a page of a stream: nearly every stream is read in one query. */
const READ = 2_000;

/** A place that is surely beyond every head, and can still be added to. */
const FAR_BEYOND = 2n ** 62n;

const category = `split_part(e.stream, '-', 1)`;

/** Head and events come from one look, so that everything up to that head is in it or was before. */
const following = (wanted: string): string => `
  select f.*, h.position from event_store.head h left join lateral (
    ${page(`e.position > $1 and e.position <= $1 + ${STRIDE} and ${wanted}`, 'position', FOLLOWED, ', p.stream')}
  ) f on true order by f.position`;

const followAll = {
  name: 'event_store.follow_all',
  text: following(`${category} not like '%Access'`),
  rowMode: 'array',
} as const;

const followSome = {
  name: 'event_store.follow_some',
  text: following(`${category} = any($2::text[])`),
  rowMode: 'array',
} as const;

const readStream = {
  name: 'event_store.read',
  text: page('e.stream = $1 and e.revision >= $2', 'revision', READ),
  rowMode: 'array',
} as const;

/** Several streams, each as if it were read alone. */
const readStreams = {
  name: 'event_store.read_several',
  text: `
    select p.*, w.n from unnest($1::int[], $2::text[], $3::bigint[]) as w (n, stream, since)
    cross join lateral (${page('e.stream = w.stream and e.revision >= w.since', 'revision', READ)}) p
    order by w.n, p.revision`,
  rowMode: 'array',
} as const;

const readHead = {
  name: 'event_store.head',
  text: 'select position from event_store.head',
  rowMode: 'array',
} as const;

const readAt = {
  name: 'event_store.at',
  text: 'select id from event_store.event where position <= $1 order by position desc limit 1',
  rowMode: 'array',
} as const;

const readSpans = {
  name: 'event_store.spans',
  text: `
    select s.n, e.id, e.position
    from unnest($1::int[], $2::text[], $3::bigint[], $4::bigint[]) s (n, stream, first, last)
    cross join lateral (
      select x.revision, x.id, x.position from event_store.event x
      where x.stream = s.stream and x.revision between s.first and s.last
    ) e order by s.n, e.revision`,
  rowMode: 'array',
} as const;

export interface Span {
  readonly stream: string;
  readonly first: bigint;
  readonly last: bigint;
}

interface Wanted {
  readonly stream: StreamName;
  readonly from: bigint;
}

/** A stream may have megabytes: so many are in memory at once. */
const STREAMS_AT_ONCE = 20;

/** What can be asked of the event tables without a lock. */
export class EventReader {
  /** Requests that come together read their streams together. */
  private readonly rowsOf = gathering(
    (wanted: readonly Wanted[]) => this.ask(wanted),
    STREAMS_AT_ONCE,
  );

  constructor(private readonly pool: Pool) {}

  async head(): Promise<bigint> {
    const { rows } = await this.pool.query<[string]>(readHead);
    return BigInt(rows[0]![0]);
  }

  async idAt(position: Position): Promise<string | undefined> {
    const values = [least(placeOf(position), FAR_BEYOND)];
    const { rows } = await this.pool.query<[string]>({ ...readAt, values });
    return rows[0]?.[0];
  }

  async *stream(
    stream: StreamName,
    from: bigint,
    signal: AbortSignal | undefined,
    refuseWhenStopped: () => void,
  ): AsyncGenerator<readonly StoredEvent[]> {
    refuseWhenStopped();
    signal?.throwIfAborted();
    for (let next: bigint | undefined = least(from, FAR_BEYOND); next !== undefined;) {
      const rows: readonly StoredRow[] = await this.rowsOf({ stream, from: next });
      signal?.throwIfAborted();
      const events = rows.map((row) => storedEvent(row, stream));
      if (events.length > 0) yield events;
      signal?.throwIfAborted();
      next = isCut(rows, READ) ? events.at(-1)!.revision + 1n : undefined;
    }
  }

  private async ask(wanted: readonly Wanted[]): Promise<readonly (readonly StoredRow[])[]> {
    if (wanted.length === 1) {
      const { stream, from } = wanted[0]!;
      return [(await this.pool.query<StoredRow>({ ...readStream, values: [stream, from] })).rows];
    }
    const { rows } = await this.pool.query<unknown[]>({
      ...readStreams,
      values: [
        wanted.map((_, n) => n),
        wanted.map(({ stream }) => stream),
        wanted.map(({ from }) => from),
      ],
    });
    const found = wanted.map((): StoredRow[] => []);
    for (const row of rows) found[row[NUMBER] as number]!.push(row as unknown as StoredRow);
    return found;
  }

  async page(after: Position | undefined, categories: readonly string[] | 'all'): Promise<Page> {
    const place = placeOf(after);
    const from = least(place, FAR_BEYOND);
    const query =
      categories === 'all'
        ? { ...followAll, values: [from] }
        : { ...followSome, values: [from, categories] };
    const { rows } = await this.pool.query(query);
    const head = BigInt((rows[0] as unknown as string[])[HEAD]!);
    if (place > head) throw new PositionBeyondHead(after!);
    const found = (rows as StoredRow[]).filter((row) => row[0] !== null);
    const seen = least(head, place + BigInt(STRIDE));
    const upTo = isCut(found, FOLLOWED) ? BigInt(found.at(-1)![0]) : seen;
    return {
      events: found.map((row) => storedEvent(row, row[STREAM]!)),
      upTo: upTo === 0n ? undefined : positionOf(upTo),
      more: upTo === head ? 'nothing' : 'much',
    };
  }

  /** Ids and position of what is stored at these places, each span in order. */
  async spans(spans: readonly Span[]): Promise<readonly { id: string; position: bigint }[][]> {
    const { rows } = await this.pool.query<[number, string, string]>({
      ...readSpans,
      values: [
        spans.map((_, n) => n),
        spans.map((it) => it.stream),
        spans.map((it) => it.first),
        spans.map((it) => it.last),
      ],
    });
    const found = spans.map((): { id: string; position: bigint }[] => []);
    for (const [n, id, position] of rows) found[n]!.push({ id, position: BigInt(position) });
    return found;
  }
}

const least = (one: bigint, other: bigint): bigint => (one < other ? one : other);
