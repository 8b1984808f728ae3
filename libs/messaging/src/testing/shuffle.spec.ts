import fc from 'fast-check';
import { shuffled } from './shuffle.js';

describe('an order in which topics may arrive', () => {
  const messages = fc.array(
    fc.record({ topic: fc.constantFrom('a', 'b', 'c'), key: fc.constantFrom('x', 'y') }),
  );

  it('holds all messages, those of one topic and key in their order', () => {
    fc.assert(
      fc.property(messages, fc.nat(), (list, seed) => {
        const numbered = list.map((message, place) => ({ ...message, place }));
        const order = shuffled(numbered, seed);
        expect([...order].sort((a, b) => a.place - b.place)).toEqual(numbered);
        for (const { topic, key } of list) {
          const sequence = (them: typeof order) =>
            them.filter((it) => it.topic === topic && it.key === key);
          expect(sequence(order)).toEqual(sequence(numbered));
        }
      }),
    );
  });

  it('is another one for another seed', () => {
    const list = ['a', 'b', 'c', 'd', 'e', 'f'].map((topic) => ({ topic, key: 'x' }));
    const orders = new Set([1, 2, 3, 4, 5].map((seed) => JSON.stringify(shuffled(list, seed))));
    expect(orders.size).toBeGreaterThan(1);
  });
});
