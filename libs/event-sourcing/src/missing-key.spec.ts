import { forgotten, newId } from '@onestory/kernel';
import { InMemoryKeyStore, KeyMissing, keyRef } from '@onestory/personal-data';
import { InMemoryEventStore } from './adapters/in-memory/in-memory-event-store.js';
import { Streams } from './streams.js';
import {
  aChild,
  aCommand,
  answerOnce,
  letterHistory,
  SpecClock,
  write,
} from './testing/letters.js';

describe('a history whose key is missing', () => {
  const [store, clock, id] = [new InMemoryEventStore(), new SpecClock(), newId()];
  const under = (keys: InMemoryKeyStore) => new Streams({ store, keys, clock }, letterHistory());

  beforeAll(() => {
    const streams = under(new InMemoryKeyStore());
    return streams.decide(aCommand(), id, write('hello'));
  });

  it('is neither read nor decided upon, and says which key', async () => {
    const streams = under(new InMemoryKeyStore());
    const missing = new KeyMissing(keyRef({ person: aChild, class: 'narrative' }));
    await expect(streams.load(id)).rejects.toThrow(missing);
    const decided = streams.decide(aCommand(), id, answerOnce);
    await expect(decided).rejects.toThrow(missing);
  });

  it('is read without the words, once it is known that the key was destroyed', async () => {
    const keys = new InMemoryKeyStore();
    await keys.destroy(keyRef({ person: aChild, class: 'narrative' }));
    expect((await under(keys).load(id)).state.words).toEqual([forgotten]);
  });
});
