import { randomBytes } from 'node:crypto';
import type { KeyRef, PersonalKey } from '@onestory/personal-data';
import { OpaqueTokens } from './opaque-tokens.js';

describe('an opaque token', () => {
  const under = (key: PersonalKey) =>
    OpaqueTokens.with({ toEncrypt: async (refs) => new Map(refs.map((it: KeyRef) => [it, key])) });
  const key = randomBytes(32);

  it('opens in every process that has the key, and in no other installation', async () => {
    const [one, another, elsewhere] = await Promise.all([
      under(key),
      under(key),
      under(randomBytes(32)),
    ]);
    const token = one.seal('position', '00000000000000000042');
    expect(another.open('position', token)).toBe('00000000000000000042');
    expect(elsewhere.open('position', token)).toBeUndefined();
  });

  it('shows nothing of what it holds, and is the same for the same', async () => {
    const tokens = await under(key);
    const [first, second] = ['00000000000000000042', '00000000000000000043'].map((text) =>
      tokens.seal('position', text),
    );
    expect(tokens.seal('position', '00000000000000000042')).toBe(first);
    expect(Buffer.from(first!, 'base64url').toString('latin1')).not.toContain('42');
    expect(first!.slice(0, 8)).not.toBe(second!.slice(0, 8));
  });

  it('is good for its use and its owner only', async () => {
    const tokens = await under(key);
    const token = tokens.seal('cursor', 'zoë', ['teacher', '/series']);
    expect(tokens.open('cursor', token, ['teacher', '/series'])).toBe('zoë');
    expect(tokens.open('cursor', token, ['midwife', '/series'])).toBeUndefined();
    expect(tokens.open('cursor', token, ['teacher/series'])).toBeUndefined();
    expect(tokens.open('position', token, ['teacher', '/series'])).toBeUndefined();
  });

  it('cannot be invented, cut, mended or changed in one bit', async () => {
    const tokens = await under(key);
    const bytes = Buffer.from(tokens.seal('position', '00000000000000000042'), 'base64url');
    for (const invented of ['', '0', '00000000000000000042', 'AQ', '%', 'é', 'A'.repeat(3000)])
      expect(tokens.open('position', invented)).toBeUndefined();
    expect(tokens.open('position', bytes.subarray(0, -1).toString('base64url'))).toBeUndefined();
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(tokens.open('position', changed.toString('base64url'))).toBeUndefined();
    }
  });
});
