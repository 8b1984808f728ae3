import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedPostgres, urlOfRunningPostgres } from '@onestory/embedded-postgres';
import { NothingToRotate, rotateMasterKey, RotationUnderWay } from '@onestory/personal-data';
import type { MasterKeyRotation } from '@onestory/personal-data';
import { HELP, readOptions, WrongCommandLine } from './options.js';
import type { Options } from './options.js';

/** The database, started here if nobody else runs it. */
const withDatabase = async <T>(
  { databaseUrl, dataFolder }: Options,
  work: (url: string) => Promise<T>,
): Promise<T> => {
  const url = databaseUrl ?? (await urlOfRunningPostgres(dataFolder));
  if (url) return work(url);
  const server = await startEmbeddedPostgres({ dataFolder });
  return work(server.url).finally(() => server.stop());
};

const told = ({ outcome, from, to, rewrapped }: MasterKeyRotation, file: string): string =>
  outcome === 'prepared'
    ? `The master key ${to} is ready in ${file}.next. Copy it beside the master key of every other host, then rotate.\n`
    : `${outcome === 'completed' ? 'The rotation that was interrupted is completed. ' : ''}` +
      `${rewrapped} keys were wrapped anew. The master key is now ${to}; make a safe copy of ${file}.\n` +
      `${file}.retired-${from} opens backups from before: keep it apart, and delete it with the last of them.\n`;

const rotate = async (options: Options): Promise<void> => {
  const masterKeyFile = join(options.dataFolder, 'master.key');
  // Nothing is made in a folder that was named by mistake.
  const needed = options.databaseUrl ? options.dataFolder : join(options.dataFolder, 'postgres');
  if (!existsSync(needed)) throw new NothingToRotate();
  let said = -1;
  const rotation = await withDatabase(options, (connection) =>
    rotateMasterKey({
      connection,
      masterKeyFile,
      prepareOnly: options.prepareOnly,
      onProgress: ({ rewrapped, rows }) => {
        const percent = rows === 0 ? 100 : Math.floor((100 * rewrapped) / rows);
        if (percent === said) return;
        said = percent;
        process.stderr.write(`${rewrapped} of ${rows} keys wrapped anew\n`);
      },
    }),
  );
  process.stdout.write(
    options.json ? `${JSON.stringify(rotation)}\n` : told(rotation, masterKeyFile),
  );
};

/** A message of the database's driver could name its password. */
const wayOut = (error: unknown): string =>
  error instanceof Error && error.message !== ''
    ? error.message.replace(/\/\/[^@\s]*@/g, '//')
    : 'The database does not answer.';

try {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options) await rotate(options);
  else process.stdout.write(HELP);
} catch (error) {
  const isUsage = error instanceof WrongCommandLine;
  const help = isUsage ? 'See npm run rotate-master-key -- --help' : 'Then run it again.';
  process.stderr.write(`${wayOut(error)}\n${help}\n`);
  process.exitCode = isUsage ? 2 : error instanceof RotationUnderWay ? 3 : 1;
}
