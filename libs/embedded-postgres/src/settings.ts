/** Each is given on the command line, so neither an old file nor ALTER SYSTEM overrules it. */
const ALWAYS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Errors go to who asked. In the server's log they would quote values, and those are personal.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_parameter_max_length_on_error: '0',
  // Small: the whole system has to fit into 350 MB, beside Node.
  shared_buffers: '64MB',
  maintenance_work_mem: '32MB',
  work_mem: '4MB',
  wal_buffers: '4MB',
  max_wal_size: '512MB',
  io_method: 'sync',
  autovacuum_max_workers: '2',
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  jit: 'off',
  huge_pages: 'off',
  // One server without replicas.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  restart_after_crash: 'on',
} as const;

const durability = (durable: boolean) => {
  const value = durable ? 'on' : 'off';
  return { fsync: value, full_page_writes: value, synchronous_commit: value };
};

export interface ServerSettings {
  readonly port: number;
  readonly maxConnections: number;
  readonly durable: boolean;
}

/** Arguments for `postgres`. */
export const settingsOf = ({ port, maxConnections, durable }: ServerSettings): readonly string[] =>
  Object.entries({
    ...ALWAYS,
    ...durability(durable),
    port: String(port),
    max_connections: String(maxConnections),
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

/** Only what a program needs to start: no PG* variable of the environment may change the server. */
export const environment = (): NodeJS.ProcessEnv => {
  const { PATH, SystemRoot, TEMP, TMP } = process.env;
  const kept = Object.entries({ PATH, SystemRoot, TEMP, TMP }).filter(([, value]) => value);
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
};
