/** npm run reset: removes a data folder, after asking. Nothing else is touched. */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const HELP = `npm run reset -- [--data FOLDER] [--yes]

Removes the data folder of an installation on this machine: events, keys, read models and logs.
What is removed cannot be brought back: without its keys a backup of the events cannot be read.

  --data FOLDER   which one; default: ONESTORY_DATA, or .onestory here
  --yes           do not ask
  --help          this text
`;

class Refused extends Error {}

const readText = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

const markerOf = (folder) => {
  const text = readText(join(folder, 'onestory.json'));
  try {
    const { mode, version } = JSON.parse(text ?? '');
    if (typeof mode === 'string' && typeof version === 'number') return { mode };
  } catch {
    // no marker of ours: refused below
  }
  throw new Refused(
    `${folder} is not a data folder of OneStory: there is no onestory.json of ours in it. Name the right one with --data.`,
  );
};

/** As root the database lies where the server's user can reach it; the data folder remembers where. */
const clusterHomeOf = (folder) => {
  const own = join(folder, 'postgres');
  const elsewhere = readText(join(own, 'cluster-is-in'))?.trim();
  if (!elsewhere || !existsSync(elsewhere)) return { home: own };
  const owner = readText(join(elsewhere, 'belongs-to'))?.trim();
  if (owner === realpathSync(own)) return { home: elsewhere, elsewhere };
  throw new Refused(
    `${own} says that its database is in ${elsewhere}, but that one belongs to ${owner ?? 'nobody known'}. ` +
      'Was the data folder copied or moved? Remove both by hand.',
  );
};

/** A number alone proves nothing: the system may have given it to another process since. */
const isServerOf = (cluster, pid) => {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  if (process.platform !== 'linux') return true;
  return readText(`/proc/${pid}/cmdline`)?.includes(cluster) ?? false;
};

const mustBeAtRest = (folder, home) => {
  const cluster = join(home, 'cluster');
  const pid = Number(readText(join(cluster, 'postmaster.pid'))?.split('\n')[0]);
  if (!(pid > 0) || !isServerOf(cluster, pid)) return;
  throw new Refused(
    `${folder} is in use: its database runs as process ${pid}. Stop OneStory first. If it was killed, ` +
      'start it once more (npm start) and stop it with Ctrl-C: it clears up after itself.',
  );
};

const agreed = async (folder, mode) => {
  if (!process.stdin.isTTY) {
    throw new Refused(`Nobody is there to be asked. To remove ${folder}, add --yes.`);
  }
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await prompt.question(
    `Remove ${folder} (${mode} mode) with all its events and keys? This cannot be undone. Type yes: `,
  );
  prompt.close();
  return answer.trim().toLowerCase() === 'yes';
};

const options = () => {
  try {
    return parseArgs({
      options: {
        data: { type: 'string' },
        yes: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new Refused(`${error.message}\n\n${HELP}`);
  }
};

const reset = async () => {
  const { data, yes, help } = options();
  if (help) return HELP;
  const top = dirname(dirname(fileURLToPath(import.meta.url)));
  const folder = resolve(data ?? process.env.ONESTORY_DATA ?? join(top, '.onestory'));
  if (!existsSync(folder)) return `There is no ${folder}: nothing to remove.`;
  const { mode } = markerOf(folder);
  const { home, elsewhere } = clusterHomeOf(folder);
  mustBeAtRest(folder, home);
  if (!yes && !(await agreed(folder, mode))) return 'Nothing was removed.';
  if (elsewhere) await rm(elsewhere, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
  const rest = process.env.DATABASE_URL
    ? ' The database that DATABASE_URL names was left alone.'
    : '';
  return `Removed ${[folder, elsewhere].filter(Boolean).join(' and ')}.${rest}`;
};

try {
  console.log(await reset());
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
