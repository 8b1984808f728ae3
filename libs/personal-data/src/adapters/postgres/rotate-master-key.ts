import { Connection, LIMITS, PATIENT } from '@onestory/postgres';
import type { Server } from '@onestory/postgres';
import { openNextMasterKey, readMasterKeys, retireMasterKey } from '../../master-key-files.js';
import type { MasterKeys } from '../../master-key-files.js';
import { MasterKeyDoesNotOpen } from '../../master-key.js';
import type { MasterKey } from '../../master-key.js';
import {
  lackingIn,
  notThere,
  registeredMasterKey,
  registerMasterKey,
} from './master-keys-in-use.js';
import type { RegisteredMasterKey, WrappedKey } from './master-keys-in-use.js';

export interface MasterKeyRotationOptions {
  readonly connection: Server;
  readonly masterKeyFile: string;
  /** Rows of one transaction; default 500. Who reads or writes these waits for that long. */
  readonly batch?: number;
  /** Only makes the file of the next key, so that it can be brought to other hosts first. */
  readonly prepareOnly?: boolean;
  readonly onProgress?: (progress: { readonly rewrapped: number; readonly rows: number }) => void;
}

export interface MasterKeyRotation {
  /** `completed` ends one that was interrupted: no other is begun. */
  readonly outcome: 'prepared' | 'rotated' | 'completed';
  readonly from: string;
  readonly to: string;
  /** Keys that this run wrapped anew. */
  readonly rewrapped: number;
}

/** Only one at a time: two that each make a new key would leave rows that neither opens. */
export class RotationUnderWay extends Error {
  constructor() {
    super('Another process is rotating the master key of this database. Wait until it has ended.');
    this.name = 'RotationUnderWay';
  }
}

/** No process has used this database yet. */
export class NothingToRotate extends Error {
  constructor() {
    super('There is no master key yet: it is made at the first start.');
    this.name = 'NothingToRotate';
  }
}

const LOCK = `select pg_try_advisory_lock(hashtextextended('onestory master key rotation', 0)) as ours`;
// Row locks of those who make keys could follow one another without end; for a lock of the table they queue.
const ALONE = `set local lock_timeout = '10s'; lock table personal_data.master_key in exclusive mode`;
const REPLACE = `update personal_data.master_key set id = $2, replaces = $1, since = now() where id = $1`;
const COUNT = `
  select count(*)::int as rows from personal_data.wrapped_key
  where wrapped is not null and master_key <> $1`;
const BATCH = `
  select ref, master_key, wrapped from personal_data.wrapped_key
  where ref > $1 and wrapped is not null and master_key <> $2
  order by ref limit $3 for update`;
const REWRAP = `
  update personal_data.wrapped_key as key set master_key = $3, wrapped = anew.wrapped
  from unnest($1::text[], $2::bytea[]) as anew (ref, wrapped) where key.ref = anew.ref`;
const RETIRE = `
  update personal_data.master_key set replaces = null
  where id = $1 and not exists (
    select from personal_data.wrapped_key where wrapped is not null and master_key <> $1)`;

/** One run over a database that is in use. Each step leaves a state from which another run goes on. */
class Rotation {
  private rewrapped = 0;

  constructor(
    private readonly sql: Connection,
    private readonly options: MasterKeyRotationOptions,
  ) {}

  async run(): Promise<MasterKeyRotation> {
    const first = await registeredMasterKey(this.sql);
    if (!first) throw new NothingToRotate();
    const keys = await readMasterKeys(this.options.masterKeyFile);
    // Nothing is begun that could not be ended.
    const lacking = lackingIn(keys, first);
    if (lacking) throw notThere(this.options.masterKeyFile, keys, lacking);
    const before = await registerMasterKey(this.sql, first.id);
    if (this.options.prepareOnly) return this.prepare(before);
    const began = before.replaces !== null || this.isNotRetired(before, keys);
    const to = began ? keys.get(before.id)! : await this.replace(before);
    const from = began ? (before.replaces ?? [...keys.keys()][0]!) : before.id;
    await this.rewrapAll(to);
    await retireMasterKey(this.options.masterKeyFile);
    const outcome = began ? 'completed' : 'rotated';
    return { outcome, from, to: to.id, rewrapped: this.rewrapped };
  }

  /** Everything is wrapped anew, but on this host the files have not changed places yet. */
  private isNotRetired({ id }: RegisteredMasterKey, keys: MasterKeys): boolean {
    return keys.size > 1 && [...keys.keys()][0] !== id;
  }

  private async prepare({ id }: RegisteredMasterKey): Promise<MasterKeyRotation> {
    const next = await openNextMasterKey(this.options.masterKeyFile);
    return { outcome: 'prepared', from: id, to: next.id, rewrapped: 0 };
  }

  /** From here on what is new is wrapped by the new key: `READ_OR_MAKE` of the key store looks at this row. */
  private async replace({ id }: RegisteredMasterKey): Promise<MasterKey> {
    const next = await openNextMasterKey(this.options.masterKeyFile);
    await this.sql.query('begin');
    await this.sql.query(ALONE);
    await this.sql.query(REPLACE, [id, next.id]);
    await this.sql.query('commit');
    return next;
  }

  private async rewrapAll(to: MasterKey): Promise<void> {
    const counted = await this.sql.query<{ rows: number }>(COUNT, [to.id]);
    const rows = counted.rows[0]!.rows;
    this.options.onProgress?.({ rewrapped: 0, rows });
    const keys = await readMasterKeys(this.options.masterKeyFile);
    do {
      let after = '';
      for (;;) {
        const done = await this.rewrapBatch(to, keys, after);
        if (done.length === 0) break;
        after = done.at(-1)!.ref;
        this.rewrapped += done.length;
        this.options.onProgress?.({ rewrapped: this.rewrapped, rows });
      }
    } while ((await this.sql.query(RETIRE, [to.id])).rowCount === 0);
  }

  /** The rows are locked meanwhile, so that a key which is destroyed just then stays destroyed. */
  private async rewrapBatch(
    to: MasterKey,
    keys: MasterKeys,
    after: string,
  ): Promise<readonly WrappedKey[]> {
    const { batch = 500, masterKeyFile } = this.options;
    await this.sql.query('begin');
    const { rows } = await this.sql.query<WrappedKey>(BATCH, [after, to.id, batch]);
    const anew = rows.map(({ ref, master_key, wrapped }) => {
      const from = keys.get(master_key);
      if (!from) throw new MasterKeyDoesNotOpen(masterKeyFile, to.id, master_key);
      return to.wrap(ref, from.unwrap(ref, wrapped!));
    });
    await this.sql.query(REWRAP, [rows.map(({ ref }) => ref), anew, to.id]);
    await this.sql.query('commit');
    return rows;
  }
}

/**
 * Makes a new master key, wraps every key anew in small batches while processes run, and retires the old one.
 * If it is interrupted at any point, by kill -9 too, another run ends what this one began.
 * @throws RotationUnderWay, NothingToRotate, MasterKeyMissing, MasterKeyDoesNotOpen, MasterKeyDamaged, WrappedKeyMoved
 */
export const rotateMasterKey = async (
  options: MasterKeyRotationOptions,
): Promise<MasterKeyRotation> => {
  // The whole table is counted, but a batch that stops half-way keeps nobody waiting for long.
  const { idleInTransaction } = LIMITS;
  const sql = new Connection(options.connection, { ...PATIENT, idleInTransaction });
  await sql.connect();
  try {
    const { rows } = await sql.query<{ ours: boolean }>(LOCK);
    if (!rows[0]!.ours) throw new RotationUnderWay();
    return await new Rotation(sql, options).run();
  } catch (error) {
    const isWithoutTables = (error as { code?: unknown }).code === '42P01';
    throw isWithoutTables ? new NothingToRotate() : error;
  } finally {
    await sql.end();
  }
};
