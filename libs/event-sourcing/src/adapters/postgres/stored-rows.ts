import type { StoredEvent, StreamName } from '../../event-store.js';
import { positionOf } from '../positions.js';

/** As arrays, in this order: the driver makes them faster than objects. */
export type StoredRow = [
  position: string,
  revision: string,
  id: string,
  type: string,
  data: string,
  metadata: string,
  storedAt: string,
  /** Bytes of this page before this event. */
  before: string,
  /** Only where rows are of several streams. */
  stream: string,
];

/** Places of the columns that are asked for by number. */
const DATA = 4;
const METADATA = 5;
const BEFORE = 7;
export const STREAM = 8;
/** Where several streams are read: which of them it is of. */
export const NUMBER = 8;
export const HEAD = 9;

/**
 * Bytes would come escaped, to be unescaped here. `date_part` counts in floating point; `extract` took more time
 * than all the rest of a page.
 */
const COLUMNS = [
  ...['position', 'revision', 'id', 'type'].map((column) => `p.${column}`),
  ...['data', 'metadata'].map((column) => `convert_from(p.${column}, 'UTF8')`),
  `(date_part('epoch', p.stored_at) * 1000)::bigint`,
  'p.before',
].join(', ');

export const storedEvent = (row: StoredRow, stream: string): StoredEvent => ({
  position: positionOf(row[0]),
  stream: stream as StreamName,
  revision: BigInt(row[1]),
  id: row[2],
  type: row[3],
  data: row[4],
  metadata: row[5],
  storedAt: Number(row[6]),
});

/** A page ends before either: an event may have a megabyte, and what waits in memory must not. */
const MOST_BYTES = 2_000_000;

/** The rows of `where` up to both limits, at least one. */
export const page = (where: string, order: string, most: number, also = ''): string => `
  select ${COLUMNS}${also} from (
    select e.*, coalesce(sum(octet_length(e.data) + octet_length(e.metadata))
      over (order by e.${order} rows between unbounded preceding and 1 preceding), 0) as before
    from event_store.event e where ${where} order by e.${order} limit ${most}
  ) p
  where p.before < ${MOST_BYTES} order by p.${order}`;

/** Whether there may be more. */
export const isCut = (rows: readonly StoredRow[], most: number): boolean => {
  const last = rows.at(-1);
  return rows.length === most || (last !== undefined && bytesUpTo(last) >= MOST_BYTES);
};

const bytesUpTo = (row: StoredRow): number =>
  Number(row[BEFORE]) + Buffer.byteLength(row[DATA]) + Buffer.byteLength(row[METADATA]);
