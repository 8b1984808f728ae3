import { readOptions, HELP, WrongCommandLine } from './options.js';
import type { Options } from './options.js';
import { familyOf } from './family.js';
import { nextRun } from './runs.js';
import { startServer } from './server.js';
import type { Server } from './server.js';
import { Stage } from './stage.js';
import { tellStory } from './story/story.js';
import { matches, tableOf } from './table.js';
import { TerminalTeller } from './teller.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** True when the story went to its end and every value matches. */
const tell = async (server: Server, { data, moves }: Options): Promise<boolean> => {
  const family = familyOf(nextRun(data));
  const stage = new Stage(server.url, new TerminalTeller(say), moves);
  say(`\nThe story of the family ${family.mother.family}, run ${family.run} in this data folder.`);
  const rows = await tellStory({ stage, family }, new TerminalTeller(say));
  say('');
  for (const line of tableOf(rows)) say(line);
  const wrong = rows.filter((row) => !matches(row)).length;
  say(
    wrong === 0
      ? `\nAll ${rows.length} values match.`
      : `\n${wrong} of ${rows.length} values differ.`,
  );
  return wrong === 0;
};

const whereToLook = (server: Server): readonly string[] => [
  '',
  ...server.greeting,
  'What services publish: docs/event-catalogue.md',
  'The story clock stands where the story ended; an operator sets it (PUT /development/clock).',
  'Stop with Ctrl-C. Run it again for the story of a new family.',
];

const play = async (options: Options): Promise<number> => {
  const server = await startServer(options.data, options.port);
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(130);
    stopping = true;
    void server.stop();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    const matched = await tell(server, options);
    if (options.once) return matched ? 0 : 1;
    for (const line of whereToLook(server)) say(line);
    await server.ended;
    return matched ? 0 : 1;
  } catch (error) {
    if (stopping) return 130;
    process.stderr.write(`\nThe story stopped here. ${(error as Error).message}\n`);
    return 1;
  } finally {
    await server.stop();
  }
};

const main = async (): Promise<number> => {
  try {
    const options = readOptions(process.argv.slice(2));
    if (!options) {
      process.stdout.write(HELP);
      return 0;
    }
    return await play(options);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return error instanceof WrongCommandLine ? 2 : 1;
  }
};

process.exitCode = await main();
