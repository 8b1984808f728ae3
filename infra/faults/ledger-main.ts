/** The people who work with the platform, and their ledger: a process that nobody kills. */
import { Asking } from './asking.js';
import { household } from './household.js';
import { Ledger } from './ledger.js';
import { StopHere, Working } from './working.js';

const [urls, path, clients] = process.argv.slice(2);
if (!urls || !path || !clients) throw new Error('urls, ledger, clients');

let over = false;
// The process that started this one has ended, or wants this one to: what was begun is finished first.
process.stdin.on('end', () => (over = true)).resume();

const ledger = new Ledger(path);
/** Each begins with a process of its own choice, and stays until that one is gone. */
const everybody = Array.from(
  { length: Number(clients) },
  (_, client) => new Working(new Asking(urls.split(','), client), ledger, () => over),
);

const SYLLABLES = ['ba', 'ce', 'di', 'fo', 'gu', 'ka', 'le', 'mi', 'no', 'ru'];

/** Letters only, and no two alike. */
const nameOf = (client: number, turn: number): string =>
  Array.from(String(client * 100_003 + turn * 7919), (digit) => SYLLABLES[Number(digit)]).join('');

const oneAfterTheOther = async (working: Working, client: number): Promise<void> => {
  for (let turn = 1; !over; turn += 1)
    await household(working, nameOf(client, turn), client * 1009 + turn).catch((error: unknown) => {
      if (!(error instanceof StopHere)) throw error;
    });
};

await Promise.all(everybody.map(oneAfterTheOther));
const sum = (count: (one: Working) => number): number =>
  everybody.reduce((total, one) => total + count(one), 0);
ledger.write({
  kind: 'ended',
  unknown: sum((one) => one.unknown),
  unavailable: sum((one) => one.unavailable),
  away: sum((one) => one.away),
});
ledger.close();
