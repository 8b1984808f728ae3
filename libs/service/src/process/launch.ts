import { parseArgs } from 'node:util';
import { readConfig } from '../platform/config.js';
import type { Config } from '../platform/config.js';
import { Ground } from '../platform/ground.js';
import type { Started } from './main.js';
import type { ServiceDefinition } from '../definition/service-definition.js';

const HELP = `Starts OneStory: an embedded PostgreSQL and the services, in one process.

  npm start -- [--data FOLDER] [--port PORT]

  --data FOLDER   where everything is kept (default .onestory; or ONESTORY_DATA)
  --port PORT     HTTP port on 127.0.0.1 (default 3000; 0: any free port; or PORT)
  --help          this text

Settings from the environment: ONESTORY_MODE (development, production), DATABASE_URL (a PostgreSQL of your own,
15 or later; STORE_DATABASE_URL and EXCHANGE_DATABASE_URL for events and exchange elsewhere), ONESTORY_REGISTER
(folder of area files), OIDC_ISSUER, OIDC_JWKS_URL, OIDC_AUDIENCE, HOST, LOG_LEVEL, REQUESTS_PER_MINUTE.
Exit codes: 0 stopped in order, 1 could not start, 2 wrong command line or configuration, 3 did not stop within 20 s
of the first signal and was cut off.
`;

const configFrom = (argv: readonly string[], defaultRegister: string): Config | undefined => {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      data: { type: 'string' },
      port: { type: 'string' },
      help: { type: 'boolean' },
    },
    strict: true,
  });
  if (values.help) {
    process.stdout.write(HELP);
    return undefined;
  }
  const set = {
    ...process.env,
    ...(values.data !== undefined && { ONESTORY_DATA: values.data }),
    ...(values.port !== undefined && { PORT: values.port }),
  };
  return readConfig(set, defaultRegister);
};

/**
 * Imported only now: meanwhile the database is made ready. One after the other, as each import ends in a long silence
 * in which whoever waits for the database cannot go on.
 */
const startOn = async (ground: Ground, load: LoadServices): Promise<Started> => {
  try {
    const { announce, start } = await import('./main.js');
    const definitions = await load();
    const started = await start(ground.config, definitions, { ground });
    announce(
      started,
      definitions.map(({ name }) => name),
    );
    return started;
  } catch (error) {
    await ground.close();
    throw error;
  }
};

export type LoadServices = () => Promise<readonly ServiceDefinition[]>;

/**
 * Runs services until a signal: what each `main.ts` is. Whoever imports this by `@onestory/service/launch`, and the
 * services by `load`, starts sooner.
 */
export const launch = async (
  load: LoadServices,
  defaultRegister: string,
  argv: readonly string[] = process.argv.slice(2),
): Promise<void> => {
  let config: Config | undefined;
  try {
    config = configFrom(argv, defaultRegister);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 2;
    return;
  }
  if (!config) return;
  try {
    const started = await startOn(await Ground.begin(config), load);
    stopOnSignal(() => started.stop());
  } catch (error) {
    process.stderr.write(`OneStory could not start. ${(error as Error).message}\n`);
    process.exitCode = 1;
  }
};

export const runServices = (
  definitions: readonly ServiceDefinition[],
  defaultRegister: string,
): Promise<void> => launch(() => Promise.resolve(definitions), defaultRegister);

/** Below the 30 s after which those who run containers kill. */
const STOP_WITHIN = 20_000;

/** The first signal stops in order, for as long as that may take; the second one at once. */
export const stopOnSignal = (stop: () => Promise<void>): void => {
  let stopping = false;
  const onSignal = (): void => {
    if (stopping) process.exit(130);
    stopping = true;
    setTimeout(() => {
      process.stderr.write('OneStory did not stop in time and was cut off. Nothing is lost.\n');
      process.exit(3);
    }, STOP_WITHIN);
    void stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
};
