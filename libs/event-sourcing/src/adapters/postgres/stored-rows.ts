import type { StoredEvent, StreamName } from '../../event-store.js';
import { positionOf } from '../positions.js';

/** As arrays, in this order: the driver makes them faster than objects. */
export type StoredRow = [
  position: string,
  stream: string,
  revision: string,
  id: string,
  type: string,
  data: Uint8Array,
  metadata: Uint8Array,
  storedAt: string,
];

/** `date_part` counts in floating point; `extract` took more time than all the rest of a page. */
export const columns = (of: string): string =>
  ['position', 'stream', 'revision', 'id', 'type', 'data', 'metadata']
    .map((column) => `${of}.${column}`)
    .concat(`(date_part('epoch', ${of}.stored_at) * 1000)::bigint`)
    .join(', ');

export const storedEvent = (row: StoredRow): StoredEvent => ({
  position: positionOf(row[0]),
  stream: row[1] as StreamName,
  revision: BigInt(row[2]),
  id: row[3],
  type: row[4],
  data: row[5],
  metadata: row[6],
  storedAt: Number(row[7]),
});

/** A page ends before either: an event may have a megabyte, and what waits in memory must not. */
export const MOST_EVENTS = 1_000;
export const MOST_BYTES = 2_000_000;

/** The rows of `from` up to both limits, at least one; the last column says how many bytes it took so far. */
export const page = (from: string, order: string): string => `
  select ${columns('p')}, p.bytes from (
    select e.*, sum(octet_length(e.data) + octet_length(e.metadata))
      over (order by e.${order} rows unbounded preceding) as bytes
    from event_store.event e where ${from} order by e.${order} limit ${MOST_EVENTS}
  ) p
  where p.bytes - octet_length(p.data) - octet_length(p.metadata) < ${MOST_BYTES}
  order by p.${order}`;

export const isCut = (rows: readonly (readonly unknown[])[], bytesColumn: number): boolean => {
  const last = rows.at(-1);
  return (
    rows.length === MOST_EVENTS || (last !== undefined && Number(last[bytesColumn]) >= MOST_BYTES)
  );
};
