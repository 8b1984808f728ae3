import sequencer from '@jest/test-sequencer';

const Sequencer = sequencer.default ?? sequencer;
const isLong = ({ path }) => path.endsWith('.e2e.spec.ts');

/** What starts whole systems waits long and is short to read: begun last, it would run alone at the end. */
export default class LongOnesFirst extends Sequencer {
  async sort(tests) {
    const sorted = await super.sort(tests);
    return [...sorted.filter(isLong), ...sorted.filter((it) => !isLong(it))];
  }
}
