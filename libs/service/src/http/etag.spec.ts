import { randomBytes } from 'node:crypto';
import { OpaqueTokens } from '../platform/opaque-tokens.js';
import { etagOf, seenIn } from './etag.js';

describe('an ETag', () => {
  const key = randomBytes(32);
  const sealing = () => OpaqueTokens.with({ toEncrypt: async ([ref]) => new Map([[ref!, key]]) });
  const seen = { stream: 'child-7d1c', revision: 3n } as const;

  it('tells a process of the same installation which stream was read, and at which revision', async () => {
    const [one, another] = await Promise.all([sealing(), sealing()]);
    expect(seenIn(another, etagOf(one, seen))).toEqual(seen);
  });

  it('is the same while nothing changes, and shows neither how much there is nor that it grows', async () => {
    const tokens = await sealing();
    const [third, tenth] = [seen, { ...seen, revision: 10n }].map((it) => etagOf(tokens, it));
    expect(etagOf(tokens, seen)).toBe(third);
    expect(tenth).toHaveLength(third!.length);
    expect(tenth!.slice(0, 8)).not.toBe(third!.slice(0, 8));
    expect(etagOf(tokens, { ...seen, stream: 'child-8e2d' })).not.toBe(third);
  });

  it('is no ETag if we did not give it, or gave it for something else', async () => {
    const tokens = await sealing();
    const text = `child-7d1c ${'3'.padStart(18, '0')}`;
    const invented = [
      ...[
        '3',
        '"3"',
        'W/"3"',
        '*',
        '""',
        '"é"',
        `"${'A'.repeat(70)}"`,
        `W/${etagOf(tokens, seen)}`,
      ],
      `"${tokens.seal('position', text)}"`,
      tokens.seal('revision', text),
    ];
    for (const it of invented) expect(seenIn(tokens, it)).toBeUndefined();
  });
});
