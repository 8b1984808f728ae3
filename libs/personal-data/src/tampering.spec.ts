import { newId } from '@onestory/kernel';
import type { EpisodeId } from '@onestory/kernel';
import { NotStorable } from './canonical-json.js';
import { CiphertextMoved } from './cipher.js';
import { NotAsDeclared, openFields, refsIn } from './fields.js';
import type { KeyRef } from './keys.js';
import { started, amira, about, where, fact, sealed, opened } from './testing/started.js';
import type { Started } from './testing/started.js';

describe('tampering', () => {
  it.each([
    ['event', { ...where, event: newId<EpisodeId>() }],
    ['stream', { ...where, stream: `assessment-${newId()}` }],
    ['type', { ...where, type: 'AssessmentStarted.v2' }],
  ])('is seen when a value is moved to another %s', async (_, place) => {
    await expect(opened(await sealed(), place)).rejects.toThrow(CiphertextMoved);
  });

  it('is seen when two values under one key change places', async () => {
    const it = await sealed({
      ...fact,
      details: [fact.details[0]!, { child: amira, name: 'zebra' }],
    });
    const details = it.json['details'] as { name: unknown }[];
    [details[0]!.name, details[1]!.name] = [details[1]!.name, details[0]!.name];
    await expect(opened(it)).rejects.toThrow(CiphertextMoved);
  });

  it('is seen in every bit', async () => {
    const it = await sealed();
    const mark = (it.json['reason'] as { $personal: [string, string] }).$personal;
    const original = Buffer.from(mark[1], 'base64');
    for (let bit = 0; bit < original.length * 8; bit += 1) {
      const bytes = Buffer.from(original);
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      mark[1] = bytes.toString('base64');
      await expect(opened(it)).rejects.toThrow(CiphertextMoved);
    }
  });

  it.each([5, ['ref'], ['ref', 5], ['ref', 'dG9vIHNob3J0']])(
    'is seen in a mark like %j',
    (mark) => {
      const keys = new Map([['ref' as KeyRef, new Uint8Array(32)]]);
      const json = { reason: { $personal: mark } };
      expect(() => structuredClone(openFields(json, keys, where))).toThrow(CiphertextMoved);
    },
  );

  it('is told by ids only', async () => {
    const it = await sealed();
    const keys = await it.keys.toDecrypt([...refsIn(it.json)]);
    const elsewhere = { ...where, type: 'Other' };
    const read = () => structuredClone(openFields({ reason: it.json['reason'] }, keys, elsewhere));
    expect(read).toThrow(/\/reason of event .* \(Other\)/);
    expect(read).not.toThrow(/zebra/);
  });
});

describe('what is refused rather than stored readable', () => {
  const seal = (data: object) => () => started.seal(data as Started, about, new Map(), where);

  it('a field that is not declared', () => {
    expect(seal({ child: amira, name: 'zebra' })).toThrow(
      new NotAsDeclared('/name', 'is not declared'),
    );
    expect(seal({ __proto__: null, toString: 'zebra' })).toThrow(NotAsDeclared);
  });

  it('a plain field that looks like a sealed one', () => {
    expect(seal({ codes: [{ $personal: ['ref', null] }] })).toThrow(NotAsDeclared);
  });

  it('another shape than the declared one', () => {
    expect(seal({ details: 'zebra' })).toThrow('/details is not a list');
    expect(seal({ home: ['zebra'] })).toThrow('/home is not an object');
  });

  it('a text about an episode outside of one', () => {
    expect(() => started.refs(fact, { id: about.id })).toThrow('put the episode in the envelope');
  });

  it.each([
    ['U+0000', 'a\0b'],
    ['a lone surrogate', 'a\ud800b'],
    ['such a key', { '\udc00': 1 }],
  ])('%s, which would fail every reader behind the encryption', async (_, value) => {
    await expect(sealed({ ...fact, note: value as never })).rejects.toThrow(NotStorable);
  });

  it.each([[NaN], [1n], [new Date(0)], [() => 1], [[undefined]]])(
    '%p, which is not data',
    async (value) => {
      await expect(sealed({ ...fact, note: value as never })).rejects.toThrow(NotStorable);
    },
  );
});
