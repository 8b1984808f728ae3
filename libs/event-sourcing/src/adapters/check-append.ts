import { AppendTooLarge, LARGEST_APPEND } from '../event-store.js';
import type { NewEvent } from '../event-store.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const UUID_BYTES = 36;
/** Both fit in an index entry of every adapter. */
const LONGEST_NAME = 2_000;
const LARGEST_REVISION = 2n ** 63n - 1n;

const checkText = (text: string, what: string): void => {
  if (text === '') throw new TypeError(`An append needs ${what}.`);
  if (text.includes('\0')) throw new TypeError(`There is a NUL character in ${what}.`);
  if (/\p{Surrogate}/u.test(text)) throw new TypeError(`There is a lone surrogate in ${what}.`);
  if (Buffer.byteLength(text) > LONGEST_NAME) {
    throw new TypeError(`${LONGEST_NAME} bytes are the limit of ${what}.`);
  }
};

/** In JSON both are escaped; as they are, they would not come back. */
const checkJson = (text: string, what: string): void => {
  if (text.includes('\0')) throw new TypeError(`There is a NUL character in ${what}.`);
  if (!text.isWellFormed()) throw new TypeError(`There is a lone surrogate in ${what}.`);
};

export const sizeOf = (event: NewEvent): number =>
  Buffer.byteLength(event.data) +
  Buffer.byteLength(event.metadata) +
  Buffer.byteLength(event.type) +
  UUID_BYTES;

/**
 * What would fail a whole batch, or the connection that others share, is refused before the call.
 * Returns the size in bytes.
 * @throws TypeError, AppendTooLarge
 */
export const checkAppend = (
  stream: string,
  expected: 'none' | bigint,
  events: readonly NewEvent[],
): number => {
  checkText(stream, 'the name of a stream');
  if (stream.indexOf('-') < 1 || stream.endsWith('-')) {
    throw new TypeError('The name of a stream is <category>-<id>.');
  }
  if (expected !== 'none' && (expected < 0n || expected > LARGEST_REVISION)) {
    throw new TypeError(`There is no revision ${expected}. Expect 'none' or a revision from 0n.`);
  }
  if (events.length === 0) throw new TypeError('An append needs an event.');
  // The store would find out in the middle of a group, and refuse everybody's.
  if (expected !== 'none' && expected + BigInt(events.length) > LARGEST_REVISION) {
    throw new TypeError(`After ${expected} there are no ${events.length} revisions more.`);
  }
  let bytes = 0;
  for (const event of events) {
    if (!UUID.test(event.id)) throw new TypeError('The id of an event is a uuid.');
    checkText(event.type, 'the type of an event');
    checkJson(event.data, 'the data of an event');
    checkJson(event.metadata, 'the metadata of an event');
    bytes += sizeOf(event);
  }
  if (bytes > LARGEST_APPEND) throw new AppendTooLarge(stream, bytes);
  return bytes;
};
