import { HELP, readOptions, WrongOptions } from './options.js';
import type { Wanted } from './options.js';
import { runRestored, tableOfRestored } from './restored.js';
import { runFaults } from './run-faults.js';
import { tableOf } from './summary.js';

const started = performance.now();

const read = (): Wanted | undefined => {
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

const wanted = read();
const say = (line: string): void => {
  const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(6);
  process[wanted?.json ? 'stderr' : 'stdout'].write(`${seconds} s  ${line}\n`);
};
const report = <Result extends { readonly broken: readonly string[] }>(
  result: Result,
  table: (result: Result) => string,
): void => {
  process.stdout.write(wanted?.json ? `${JSON.stringify(result)}\n` : table(result));
  if (result.broken.length > 0) process.exitCode = 1;
};

for (const options of wanted?.runs ?? []) report(await runFaults(options, say), tableOf);
if (wanted?.restored) report(await runRestored(say), tableOfRestored);
