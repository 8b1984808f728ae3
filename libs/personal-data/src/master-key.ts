import { createCipheriv, createDecipheriv, createHash, randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isNoSuchFile, isThereAlready, syncFolder } from './files.js';
import type { KeyRef, PersonalKey } from './keys.js';

const ALGORITHM = 'aes-256-gcm';
const FORMAT = 'onestory-master-key-1';

/** There are wrapped keys, but not what opens them. A new master key would make them unreadable for ever. */
export class MasterKeyMissing extends Error {
  constructor(path: string, id: string) {
    super(
      `The master key ${id} is not at ${path}, and personal data is encrypted under it. ` +
        `Put the file back (from its safe copy) or set the path to where it is; nothing is started without it.`,
    );
    this.name = 'MasterKeyMissing';
  }
}

export class MasterKeyDoesNotOpen extends Error {
  constructor(path: string, found: string, needed: string) {
    super(
      `The master key at ${path} is ${found}, but the keys in the database are wrapped by ${needed}. ` +
        `Put the file of ${needed} there, or use the database that belongs to ${found}.`,
    );
    this.name = 'MasterKeyDoesNotOpen';
  }
}

export class MasterKeyDamaged extends Error {
  constructor(path: string) {
    super(`The file ${path} is not a whole master key. Put it back from its safe copy.`);
    this.name = 'MasterKeyDamaged';
  }
}

/** A wrapped key that this master key made for another owner, or that was altered. */
export class WrappedKeyMoved extends Error {
  constructor(readonly ref: KeyRef) {
    super(
      `The stored key ${ref} does not open: it was altered or moved. Put back its row from a backup.`,
    );
    this.name = 'WrappedKeyMoved';
  }
}

const bindingOf = (ref: KeyRef): Buffer => Buffer.from(`key\u001f${ref}`, 'utf8');

/** Wraps and opens the keys of persons, episodes and searches. */
export class MasterKey {
  /** Tells master keys apart, and tells nothing about the key. */
  readonly id: string;

  constructor(private readonly bytes: Uint8Array) {
    this.id = createHash('sha256').update(FORMAT).update(bytes).digest('hex').slice(0, 16);
  }

  /** Iv (12 bytes), ciphertext (32), tag (16), bound to its ref. */
  wrap(ref: KeyRef, key: PersonalKey): Uint8Array {
    const iv = randomBytes(12);
    const cipher = createCipheriv(ALGORITHM, this.bytes, iv).setAAD(bindingOf(ref));
    return Buffer.concat([iv, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  }

  /** @throws WrappedKeyMoved */
  unwrap(ref: KeyRef, wrapped: Uint8Array): PersonalKey {
    if (wrapped.length !== 60) throw new WrappedKeyMoved(ref);
    const decipher = createDecipheriv(ALGORITHM, this.bytes, wrapped.subarray(0, 12));
    decipher.setAAD(bindingOf(ref)).setAuthTag(wrapped.subarray(44));
    const key = decipher.update(wrapped.subarray(12, 44));
    try {
      decipher.final();
    } catch {
      throw new WrappedKeyMoved(ref);
    }
    return key;
  }

  /** What the file holds: its id is the checksum of its key. */
  toFile(): string {
    return `${FORMAT} ${this.id} ${Buffer.from(this.bytes).toString('base64')}\n`;
  }
}

/** The master key in this file, or undefined if there is no file. @throws MasterKeyDamaged */
export const readMasterKey = async (path: string): Promise<MasterKey | undefined> => {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (isNoSuchFile(error)) return undefined;
    throw error;
  }
  const bytes = Buffer.from(text.split(' ')[2] ?? '', 'base64');
  const key = new MasterKey(bytes);
  if (bytes.length !== 32 || key.toFile() !== text) throw new MasterKeyDamaged(path);
  return key;
};

/** Whole or not at all, and never over another one: written beside, then linked to its name. */
const writeOnce = async (path: string, text: string): Promise<void> => {
  const beside = `${path}.${randomUUID()}`;
  const file = await open(beside, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
    await link(beside, path);
    await syncFolder(path);
  } catch (error) {
    if (!isThereAlready(error)) throw error;
  } finally {
    await file.close();
    await unlink(beside);
  }
};

/**
 * The master key in this file; made (readable by its owner only) if there is none. Ask first whether keys
 * wrapped by another one exist: a key store does so when it opens.
 * @throws MasterKeyDamaged
 */
export const openMasterKey = async (path: string): Promise<MasterKey> => {
  const found = await readMasterKey(path);
  if (found) return found;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeOnce(path, new MasterKey(randomBytes(32)).toFile());
  return (await readMasterKey(path))!;
};
