import fc from 'fast-check';
import { forgotten } from '@onestory/kernel';
import type { Personal } from '@onestory/kernel';
import { InMemoryKeyStore } from './adapters/in-memory/in-memory-key-store.js';
import { CiphertextMoved } from './cipher.js';
import { each, personal } from './field-rules.js';
import { fieldsOf, openFields, refsIn } from './fields.js';
import { KeyMissing, keyRef } from './keys.js';
import {
  started,
  amira,
  theo,
  episode,
  about,
  where,
  fact,
  sealed,
  opened,
} from './testing/started.js';
import type { Started } from './testing/started.js';

describe('personal fields of a fact', () => {
  it('come back as they were', async () => {
    expect(await opened(await sealed())).toEqual(fact);
  });

  it('are not readable in what is stored, and the rest is', async () => {
    const { bytes } = await sealed();
    expect(bytes).not.toContain('zebra');
    expect(bytes).toContain('"codes":["health"]');
    expect(bytes).toContain(`"reason":{"$personal":["person:${amira}:narrative","`);
  });

  it('name each key once', () => {
    expect(started.refs({ ...fact, details: [...fact.details, fact.details[0]!] }, about)).toEqual([
      `person:${amira}:narrative`,
      `episode:${episode}`,
      `person:${amira}:contact`,
      `person:${amira}:identity`,
      `person:${theo}:identity`,
    ]);
  });

  it('name the same keys when they are read', async () => {
    const { json } = await sealed();
    expect([...refsIn(json)]).toEqual(started.refs(fact, about));
  });

  it('collects the keys of a batch in one set', async () => {
    const refs = refsIn((await sealed()).json);
    refsIn((await sealed({ ...fact, child: theo })).json, refs);
    expect(refs).toContain(`person:${theo}:narrative`);
    expect(refs).toContain(`person:${amira}:narrative`);
  });

  it('look alike whatever a short value is', async () => {
    const long = (await sealed({ ...fact, reason: 'yes' })).bytes;
    const short = (await sealed({ ...fact, reason: 'perhaps not' })).bytes;
    expect(long).toHaveLength(short.length);
  });

  it('may be absent or null', async () => {
    const { note: _, ...rest } = fact;
    expect(await opened(await sealed(rest))).toEqual(rest);
    expect(await opened(await sealed({ ...fact, note: null, home: null }))).toEqual({
      ...fact,
      note: null,
      home: null,
    });
  });
});

describe('forgetting', () => {
  it('leaves a fact that still reads, without the values of that key', async () => {
    const it = await sealed();
    await it.keys.destroy(keyRef({ person: theo, class: 'identity' }));
    await it.keys.destroy(keyRef({ episode }));
    expect(await opened(it)).toEqual({
      ...fact,
      note: forgotten,
      details: [fact.details[0], { child: theo, name: forgotten }],
    });
  });

  it('is not what a missing key means: reading a value under it is an error that names the key', async () => {
    const it = await sealed();
    const keys = new Map(await it.keys.toDecrypt([...refsIn(it.json)]));
    const gone = keyRef({ person: amira, class: 'narrative' });
    keys.delete(gone);
    const facts = openFields(it.json, keys, where) as Started;
    expect(facts.details).toEqual(fact.details);
    expect(() => facts.reason).toThrow(new KeyMissing(gone));
    expect(() => facts.reason).toThrow(/was not destroyed/);
  });

  it('needs no key to record a value that is already forgotten', async () => {
    const data = { ...fact, reason: forgotten };
    expect(started.refs(data, about)).not.toContain(`person:${amira}:narrative`);
    const it = await sealed(data);
    expect(it.json['reason']).toEqual({ $personal: [`person:${amira}:narrative`, null] });
    expect(await opened(it)).toEqual(data);
  });
});

describe('a value is opened', () => {
  it('when it is first read: what nobody reads stays sealed', async () => {
    const it = await sealed();
    it.json['reason'] = { $personal: [`person:${amira}:narrative`, 'dGFtcGVyZWQgd2l0aA=='] };
    const facts = openFields(it.json, await it.keys.toDecrypt([...refsIn(it.json)]), where);
    expect((facts as Started).details).toEqual(fact.details);
    expect(Object.keys(facts)).toEqual(Object.keys(fact));
    expect(() => (facts as Started).reason).toThrow(CiphertextMoved);
  });

  it('in a list too, so that one missing key does not hide what stands beside it', async () => {
    const words = fieldsOf<{ readonly words: readonly Personal<string>[] }>({
      words: each(personal((_data, _about, word) => ({ search: String(word) }))),
    });
    const data = { words: ['zebra-one', 'zebra-two'] };
    const store = new InMemoryKeyStore();
    const keys = new Map(await store.toEncrypt(words.refs(data, about)));
    const json = JSON.parse(JSON.stringify(words.seal(data, about, keys, where))) as object;
    keys.delete(keyRef({ search: 'zebra-one' }));
    const list = (openFields(json, keys, where) as typeof data).words;
    expect(list).toHaveLength(2);
    expect(list[1]).toBe('zebra-two');
    expect(() => list[0]).toThrow(KeyMissing);
  });

  it('once', async () => {
    const it = await sealed({ ...fact, note: { text: 'zebra', lines: [] } });
    const facts = openFields(it.json, await it.keys.toDecrypt([...refsIn(it.json)]), where);
    const { note } = facts as Started;
    expect(note).toEqual({ text: 'zebra', lines: [] });
    expect((facts as Started).note).toBe(note);
  });
});

describe('any value', () => {
  const storable = fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0'));
  const value = fc
    .letrec((tie) => ({
      json: fc.oneof(
        { maxDepth: 4, depthSize: 'small' },
        fc.constantFrom(null, true, false),
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
        fc.integer(),
        storable,
        fc.array(tie('json'), { maxLength: 4 }),
        fc.dictionary(storable, tie('json'), { maxKeys: 4 }),
      ),
    }))
    .json.filter((json) => JSON.stringify(json) !== '{"forgotten":true}');

  it('comes back as it was, and never from another place', async () => {
    await fc.assert(
      fc.asyncProperty(value, fc.string(), async (note, elsewhere) => {
        const it = await sealed({ ...fact, note: note as never });
        expect((await opened(it)) as Started).toMatchObject({ note });
        const place = { ...where, type: `${where.type}${elsewhere}.` };
        await expect(opened(it, place)).rejects.toThrow(CiphertextMoved);
      }),
    );
  });

  it('leaves no trace of its text in what is stored', async () => {
    const token = fc.stringMatching(/^zebra[a-z]{6,20}$/);
    await fc.assert(
      fc.asyncProperty(token, async (text) => {
        const { bytes } = await sealed({ ...fact, reason: text, note: { text, lines: [] } });
        expect(bytes).not.toContain(text);
        expect(bytes).not.toContain(Buffer.from(text).toString('base64').slice(0, 12));
      }),
    );
  });
});
