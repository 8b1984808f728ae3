import { Connection } from '@onestory/postgres';

/** A pg client or pool, or whatever else answers like one. */
export interface Queryable {
  query(text: string): Promise<{ readonly rows: readonly object[] }>;
}

const SETTINGS = `select current_setting('server_version_num')::int / 10000 as version,
  current_setting('fsync') as fsync, current_setting('full_page_writes') as full_page_writes,
  current_setting('synchronous_commit') as synchronous_commit,
  current_setting('data_checksums') as data_checksums,
  current_setting('server_encoding') as encoding, pg_is_in_recovery() as read_only`;

interface Settings {
  readonly version: number;
  readonly fsync: string;
  readonly full_page_writes: string;
  readonly synchronous_commit: string;
  readonly data_checksums: string;
  readonly encoding: string;
  readonly read_only: boolean;
}

const faultsOf = (found: Settings): readonly string[] =>
  [
    found.version < 15 && `it is version ${found.version}: OneStory needs 15 or later`,
    found.fsync !== 'on' && `fsync is ${found.fsync}: set it on in postgresql.conf`,
    found.full_page_writes !== 'on' &&
      `full_page_writes is ${found.full_page_writes}: set it on in postgresql.conf`,
    found.synchronous_commit === 'off' &&
      'synchronous_commit is off: set it on, for this role and database too',
    found.encoding !== 'UTF8' && `the database is encoded in ${found.encoding}: make one in UTF8`,
    found.read_only && 'it is a read-only replica: name the primary',
  ].filter((fault) => fault !== false);

/** What would be better, and does not keep anybody from starting: most servers before 18 were made without. */
const adviceOn = (found: Settings): readonly string[] =>
  found.data_checksums === 'on'
    ? []
    : [
        'Data checksums of this PostgreSQL are off: a damaged page would go unnoticed. pg_checksums --enable',
      ];

/** Names all that is wrong at once, each with its way out. */
export class NotDurable extends Error {
  override readonly name = 'NotDurable';

  constructor(readonly faults: readonly string[]) {
    super(
      'This PostgreSQL server could lose what it has acknowledged, so OneStory does not use it:\n' +
        faults.map((fault) => `- ${fault}`).join('\n'),
    );
  }
}

const atUrl = async (url: string): Promise<readonly string[]> => {
  const client = new Connection(url);
  try {
    await client.connect();
    return await assertDurable(client);
  } finally {
    await client.end().catch(() => undefined);
  }
};

/**
 * Rejects with {@link NotDurable} unless a commit that this connection sees acknowledged survives
 * a crash. Takes a url or an open connection; answers with advice for the operator.
 */
export const assertDurable = async (database: string | Queryable): Promise<readonly string[]> => {
  if (typeof database === 'string') return atUrl(database);
  const { rows } = await database.query(SETTINGS);
  const faults = faultsOf(rows[0] as Settings);
  if (faults.length > 0) throw new NotDurable(faults);
  return adviceOn(rows[0] as Settings);
};
