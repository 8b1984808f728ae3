import { parseArgs } from 'node:util';
import { readConfig } from './config.js';
import type { Config } from './config.js';
import { host } from './host.js';
import type { Host } from './host.js';
import { openPlatform } from './platform.js';
import type { Platform, PlatformOptions } from './platform.js';
import type { ServiceDefinition } from './service-definition.js';

export interface Started {
  readonly platform: Platform;
  readonly host: Host;
  stop(): Promise<void>;
}

export const start = async (
  config: Config,
  definitions: readonly ServiceDefinition[],
  options: PlatformOptions = {},
): Promise<Started> => {
  const platform = await openPlatform(config, options);
  try {
    const running = await host(platform, definitions);
    return {
      platform,
      host: running,
      stop: async () => {
        await running.stop();
        await platform.close();
      },
    };
  } catch (error) {
    await platform.close();
    throw error;
  }
};

const HELP = `Starts OneStory: an embedded PostgreSQL and the services, in one process.

  npm start -- [--data FOLDER] [--port PORT]

  --data FOLDER   where everything is kept (default .onestory; or ONESTORY_DATA)
  --port PORT     HTTP port on 127.0.0.1 (default 3000; 0: any free port; or PORT)
  --help          this text

Settings from the environment: ONESTORY_MODE (development, production), DATABASE_URL (a PostgreSQL of your own,
15 or later; STORE_DATABASE_URL and EXCHANGE_DATABASE_URL for events and exchange elsewhere), ONESTORY_REGISTER
(folder of area files), OIDC_ISSUER, OIDC_JWKS_URL, OIDC_AUDIENCE, HOST, LOG_LEVEL, REQUESTS_PER_MINUTE.
Exit codes: 0 stopped in order, 1 could not start, 2 wrong command line or configuration.
`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

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

/** The first lines of every start: mode, clock, where things are. */
export const announce = ({ platform, host: running }: Started, names: readonly string[]): void => {
  const { config, settableClock: clock } = platform;
  say(`OneStory in ${config.mode} mode, at ${running.url}, data in ${config.dataFolder}`);
  if (clock?.isSet)
    say(
      `The story clock stands at ${clock.now()}. Back to real time: PUT /development/clock {"now": null}`,
    );
  for (const note of platform.notes) say(note);
  say(`Services: ${names.join(', ')}. Health: ${running.url}/health/ready`);
  for (const name of names.slice(0, 1))
    say(`API pages: ${running.url}/${name}/docs, and so for each service`);
  if (platform.identity.issuer)
    say(
      `Tokens of development personas: GET ${running.url}/development/personas, POST ${running.url}/development/tokens`,
    );
};

/** Runs services until a signal: what each `main.ts` is. */
export const runServices = async (
  definitions: readonly ServiceDefinition[],
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
    const started = await start(config, definitions);
    announce(
      started,
      definitions.map(({ name }) => name),
    );
    stopOnSignal(() => started.stop());
  } catch (error) {
    process.stderr.write(`OneStory could not start. ${(error as Error).message}\n`);
    process.exitCode = 1;
  }
};

/** The first signal stops in order; the second one at once. */
export const stopOnSignal = (stop: () => Promise<void>): void => {
  let stopping = false;
  const onSignal = (): void => {
    if (stopping) process.exit(130);
    stopping = true;
    void stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
};
