import { realTime, storyAsItHappens } from './clocks.js';
import { instant, milliseconds } from './time.js';

describe('clocks', () => {
  it('tell the story as it happens, in production', () => {
    const now = storyAsItHappens.now();
    expect(instant(now)).toBe(now);
    expect(Math.abs(milliseconds(now) - realTime.now())).toBeLessThan(5_000);
  });

  it('measure durations with a time that never goes back', () => {
    const times = Array.from({ length: 1_000 }, () => realTime.monotonic());
    expect([...times].sort((a, b) => a - b)).toEqual(times);
  });
});
