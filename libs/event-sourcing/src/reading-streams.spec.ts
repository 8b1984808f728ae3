import { forgotten, onDay, localDate, instant } from '@onestory/kernel';
import { InMemoryKeyStore, keyRef } from '@onestory/personal-data';
import { HistoryNewerThanThisVersion } from './codec.js';
import { Streams } from './streams.js';
import {
  aChild,
  aCommand,
  answerOnce,
  letterHistory,
  SpecClock,
  write,
} from './testing/letters.js';
import { id, platform } from './testing/streams.js';

describe('reading a history', () => {
  it('as at a time goes by when things happened; as known at a time by when they were recorded', async () => {
    const { streams, clock } = platform();
    await streams.decide(aCommand(), id, write('first'));
    clock.setTo('2026-03-11T09:00:00.000Z');
    const late = onDay(localDate('2026-03-05'));
    await streams.decide(aCommand(), id, write('entered late'), late);
    const tenth = instant('2026-03-10T23:59:59.999Z');
    expect((await streams.load(id, { asAt: tenth })).state.words).toEqual([
      'first',
      'entered late',
    ]);
    expect((await streams.load(id, { asKnown: tenth })).state.words).toEqual(['first']);
  });

  it('goes on without what was forgotten', async () => {
    const { streams, keys } = platform();
    await streams.decide(aCommand(), id, write('a secret'));
    await streams.decide(aCommand(), id, answerOnce);
    await keys.destroy(keyRef({ person: aChild, class: 'narrative' }));
    expect((await streams.load(id)).state).toEqual({
      child: aChild,
      words: [forgotten],
      answers: 1,
    });
  });

  it("lifts an older shape to today's, step by step", async () => {
    const { streams, store, keys, clock } = platform();
    await streams.decide(aCommand(), id, answerOnce);
    const later = letterHistory({
      LetterAnswered: [
        (old: { how: string }) => ({ how: { by: old.how } }),
        (old: { how: { by: string } }) => ({ how: old.how.by.toUpperCase() }),
      ],
    });
    const { facts } = await new Streams({ store, keys, clock }, later).load(id);
    expect(facts[0]).toMatchObject({ type: 'LetterAnswered', data: { how: 'BY POST' } });
    expect(later.codec.types['LetterAnswered']).toBe('LetterAnswered.v3');
  });

  it('stops at what a newer version wrote, and says so', async () => {
    const { streams, store } = platform();
    const newer = letterHistory({ LetterAnswered: [(old: object) => old] });
    const ahead = new Streams(
      { store, keys: new InMemoryKeyStore(), clock: new SpecClock() },
      newer,
    );
    await ahead.decide(aCommand(), id, answerOnce);
    await expect(streams.load(id)).rejects.toThrow(HistoryNewerThanThisVersion);
    await expect(streams.load(id)).rejects.toThrow(/LetterAnswered\.v2/);
  });
});
