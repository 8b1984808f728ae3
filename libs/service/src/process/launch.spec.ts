import { jest } from '@jest/globals';
import { stopOnSignal } from './launch.js';

class Ended extends Error {}

describe('a signal to stop', () => {
  let exit: jest.SpiedFunction<typeof process.exit>;
  let signal: () => void;

  beforeEach(() => {
    jest.useFakeTimers();
    exit = jest.spyOn(process, 'exit').mockImplementation((() => undefined) as never);
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    jest.spyOn(process, 'on').mockImplementation(((name: string, listener: () => void) => {
      if (name === 'SIGTERM') signal = listener;
      return process;
    }) as never);
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('ends the process in order', async () => {
    stopOnSignal(() => Promise.resolve());
    signal();
    await jest.advanceTimersByTimeAsync(0);
    expect(exit.mock.calls).toEqual([[0]]);
  });

  it('ends it with another code when something failed meanwhile', async () => {
    stopOnSignal(() => Promise.reject(new Ended()));
    signal();
    await jest.advanceTimersByTimeAsync(0);
    expect(exit.mock.calls).toEqual([[1]]);
  });

  it('ends it after 20 seconds though something hangs, and says that it was cut off', async () => {
    stopOnSignal(() => new Promise(() => undefined));
    signal();
    await jest.advanceTimersByTimeAsync(19_999);
    expect(exit).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    expect(exit.mock.calls).toEqual([[3]]);
  });

  it('ends it at once when it is the second', () => {
    stopOnSignal(() => new Promise(() => undefined));
    signal();
    signal();
    expect(exit.mock.calls).toEqual([[130]]);
  });
});
