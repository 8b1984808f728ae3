import { HELP, readOptions, WrongOptions } from './options.js';
import type { Options } from './options.js';
import { runFaults } from './run.js';
import { tableOf } from './summary.js';

const started = performance.now();

const read = (): Options | undefined => {
  try {
    const options = readOptions(process.argv.slice(2));
    if (!options) process.stdout.write(HELP);
    return options;
  } catch (error) {
    if (!(error instanceof WrongOptions)) throw error;
    process.stderr.write(`${error.message}\nSee npm run test:faults -- --help\n`);
    process.exitCode = 2;
    return undefined;
  }
};

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const options = read();
if (options) {
  const say = (line: string): void => {
    const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(6);
    process[options.json ? 'stderr' : 'stdout'].write(`${seconds} s  ${line}\n`);
  };
  const summary = await runFaults(options, say);
  process.stdout.write(options.json ? `${JSON.stringify(summary)}\n` : tableOf(summary));
  process.exitCode = summary.broken.length === 0 ? 0 : 1;
}
