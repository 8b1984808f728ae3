import type { SeenRevision } from '@onestory/event-sourcing';
import type { OpaqueTokens } from '../platform/opaque-tokens.js';

/** All revisions have the same length, so that the length of an ETag tells nothing. */
const DIGITS = 18;

/** The ETag of a stream at a revision: it can be compared, and neither be read nor made up. */
export const etagOf = (tokens: OpaqueTokens, { stream, revision }: SeenRevision): string =>
  `"${tokens.seal('revision', `${stream} ${String(revision).padStart(DIGITS, '0')}`)}"`;

/** Which stream and revision an ETag of ours is about; undefined for one that we did not give. */
export const seenIn = (tokens: OpaqueTokens, etag: string): SeenRevision | undefined => {
  const token = /^"([\w-]+)"$/.exec(etag)?.[1];
  const opened = token === undefined ? undefined : tokens.open('revision', token);
  if (opened === undefined) return undefined;
  const [stream, revision] = opened.split(' ') as [string, string];
  return { stream: stream as SeenRevision['stream'], revision: BigInt(revision) };
};
