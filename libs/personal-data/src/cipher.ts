import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';
import { canonicalJson } from './canonical-json.js';
import type { PersonalKey } from './keys.js';

const ALGORITHM = 'aes-256-gcm';
const IV = 12;
const TAG = 16;
/** Lengths are rounded up to this, so that `true` and `false`, or two short names, look alike. */
const BLOCK = 16;

/** The event that a value belongs to. */
export interface EventPlace {
  readonly event: string;
  readonly stream: string;
  /** As stored, with version. */
  readonly type: string;
}

/** The one place where a ciphertext opens. */
export interface FieldPlace extends EventPlace {
  /** In the stored JSON: `/details/0/name`. */
  readonly path: string;
}

/** A ciphertext that does not belong where it was found: somebody altered or moved it. Never `forgotten`. */
export class CiphertextMoved extends Error {
  constructor(readonly place: FieldPlace) {
    super(
      `The personal field ${place.path} of event ${place.event} (${place.type}) in ${place.stream} was altered, ` +
        `or moved here from another place. Compare the event with its archive.`,
    );
    this.name = 'CiphertextMoved';
  }
}

const associatedData = ({ event, stream, type, path }: FieldPlace): Buffer =>
  Buffer.from(`${event}\u001f${stream}\u001f${type}\u001f${path}`, 'utf8');

const pool = new Uint8Array(IV * 512);
let used = pool.length;
/** Random bytes are drawn in bulk: one call per value costs a third of an encryption. None is used twice. */
const freshIv = (): Uint8Array => {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += IV;
  return pool.subarray(used - IV, used);
};

/** JSON may end in spaces, so padding needs no format of its own. */
const padded = (json: string): string => {
  const over = Buffer.byteLength(json) % BLOCK;
  return over === 0 ? json : json + ' '.repeat(BLOCK - over);
};

/**
 * Base64 of iv (12 bytes), ciphertext, tag (16 bytes).
 * @throws NotStorable when the value is not plain, well-formed data.
 */
export const encryptField = (key: PersonalKey, value: unknown, where: FieldPlace): string => {
  const iv = freshIv();
  const cipher = createCipheriv(ALGORITHM, key, iv);
  cipher.setAAD(associatedData(where));
  const body = cipher.update(padded(canonicalJson(value)), 'utf8');
  cipher.final();
  return Buffer.concat([iv, body, cipher.getAuthTag()]).toString('base64');
};

/** @throws CiphertextMoved when it was not encrypted with this key for this very place. */
export const decryptField = (key: PersonalKey, sealed: string, where: FieldPlace): unknown => {
  const bytes = Buffer.from(sealed, 'base64');
  const tagAt = bytes.length - TAG;
  if (tagAt < IV) throw new CiphertextMoved(where);
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV));
  decipher.setAAD(associatedData(where));
  decipher.setAuthTag(bytes.subarray(tagAt));
  const body = decipher.update(bytes.subarray(IV, tagAt));
  try {
    decipher.final();
  } catch {
    throw new CiphertextMoved(where);
  }
  return JSON.parse(body.toString('utf8')) as unknown;
};
