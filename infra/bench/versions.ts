import { createRequire } from 'node:module';
import { cpus, platform, release, totalmem } from 'node:os';

const versionOf = (name: string): string => {
  const require = createRequire(import.meta.url);
  const start = require.resolve(name);
  const inside = `node_modules/${name}/`;
  const folder = start.slice(0, start.lastIndexOf(inside) + inside.length);
  return (require(`${folder}package.json`) as { version: string }).version;
};

export const EMMETT = versionOf('@event-driven-io/emmett-postgresql');

/** What the figures hold for. */
export const machine = (postgres: string): readonly string[] => {
  const [first] = cpus();
  const gigabytes = (totalmem() / 2 ** 30).toFixed(0);
  return [
    `${cpus().length} cores (${first?.model.trim() ?? 'unknown'}), ${gigabytes} GB, ${platform()} ${release()}`,
    `Node ${process.versions.node}, PostgreSQL ${postgres} (fsync and synchronous_commit on)`,
    `emmett-postgresql ${EMMETT}, Nest ${versionOf('@nestjs/core')}, pg ${versionOf('pg')}, autocannon ${versionOf('autocannon')}`,
  ];
};
