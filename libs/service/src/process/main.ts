import type { Config } from '../platform/config.js';
import { host } from './host.js';
import type { Host } from './host.js';
import { openPlatform } from '../platform/platform.js';
import type { Platform, PlatformOptions } from '../platform/platform.js';
import type { ServiceDefinition } from '../definition/service-definition.js';

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

const say = (line: string): void => void process.stdout.write(`${line}\n`);

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
