/** mulberry32: the same seed, the same numbers from 0 to 1. */
const random = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

/**
 * One order in which a consumer may hear these messages: any of one topic and key may come before any of
 * another, but those of one topic and key stay in order. What is projected from them must be the same for all.
 */
export const shuffled = <M extends { readonly topic: string; readonly key: string }>(
  messages: readonly M[],
  seed: number,
): readonly M[] => {
  const next = random(seed);
  const sequences = new Map<string, M[]>();
  for (const message of messages) {
    const name = `${message.topic} ${message.key}`;
    sequences.set(name, [...(sequences.get(name) ?? []), message]);
  }
  const left = [...sequences.values()];
  const order: M[] = [];
  while (left.length > 0) {
    const at = Math.floor(next() * left.length);
    order.push(left[at]!.shift()!);
    if (left[at]!.length === 0) left.splice(at, 1);
  }
  return order;
};
