import { ConcernRecordedV1, momentOfMessage } from '@onestory/contracts';
import type { Position, StoredFact } from '@onestory/event-sourcing';
import type { AnyFact, ChildId, EpisodeId } from '@onestory/kernel';
import { decode, encode, partitionKey, published, UnreadableMessage } from './cloud-events.js';
import { concern, idOf } from './testing/messages.js';

const json = (value: Uint8Array): Record<string, unknown> =>
  JSON.parse(new TextDecoder().decode(value)) as Record<string, unknown>;
const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

describe('a published event on the wire', () => {
  it('is a CloudEvent in structured mode, its key the partition key', () => {
    const sent = encode(concern('a', 1, { children: [idOf('child 1'), idOf('child 2')] }));
    expect(sent.key).toBe(idOf('a'));
    expect(sent.headers).toEqual({ 'content-type': 'application/cloudevents+json' });
    const wire = json(sent.value);
    expect(wire).toMatchObject({ specversion: '1.0', type: 'assessment.concern-recorded.v1' });
    // Context attributes are lower-case letters and digits, and none of them is a list or an object.
    for (const [name, value] of Object.entries(wire).filter(([name]) => name !== 'data')) {
      expect(name).toMatch(/^[a-z0-9]{1,20}$/);
      expect(typeof value).toBe('string');
    }
    expect(wire['children']).toBe(`${idOf('child 1')} ${idOf('child 2')}`);
  });

  it('comes back as it was sent', () => {
    const event = concern('a', 1, { occurredprecision: 'day', onbehalfof: idOf('somebody') });
    expect(decode(encode(event).value)).toEqual(event);
    const alone = concern('a', 1, { children: [] });
    expect(decode(encode(alone).value)).toEqual(alone);
  });

  it('is read when it holds more than this version knows', () => {
    const wire = { ...json(encode(concern('a', 1)).value), newattribute: 'x' };
    const data = { ...(wire as unknown as { data: object }).data, newField: 1 };
    expect(decode(bytes({ ...wire, data }))).toEqual({ ...concern('a', 1), data });
  });

  it.each([
    ['no JSON', new TextEncoder().encode('Ada Lovelace {')],
    ['no UTF-8', Uint8Array.of(0x7b, 0xff, 0x7d)],
    ['no CloudEvent', bytes({ id: 'Ada Lovelace' })],
  ])('is refused as %s, without a word of what it holds', (_, value) => {
    expect(() => decode(value)).toThrow(UnreadableMessage);
    expect(() => decode(value)).not.toThrow(/Ada/);
  });

  it('says when it happened', () => {
    expect(momentOfMessage(concern('a', 1))).toEqual({ occurredAt: '2026-03-05T14:00:00.000Z' });
    expect(momentOfMessage(concern('a', 1, { occurredprecision: 'day' }))).toEqual({
      occurredAt: '2026-03-05T14:00:00.000Z',
      occurredPrecision: 'day',
    });
  });
});

describe('what is told of a fact', () => {
  const told = {
    id: idOf('fact'),
    type: 'ConcernRecorded',
    stream: 'concern-1',
    revision: 4n,
    position: '0000017' as Position,
    occurredAt: '2026-03-05T14:00:00.000Z',
    recordedAt: '2026-03-11T09:00:00.000Z',
    actor: idOf('practitioner'),
    agency: idOf('agency'),
    area: 'ashcombe',
    episode: idOf<EpisodeId>('episode'),
    children: [idOf('child')],
    command: idOf('command'),
    commandBody: 'never leaves',
    correlation: idOf('correlation'),
    causation: idOf('command'),
    data: { words: 'never leave' },
  } as unknown as StoredFact<AnyFact>;

  it('is the envelope and what the contract promises, nothing else', () => {
    const event = published(ConcernRecordedV1, told, {
      child: idOf<ChildId>('child'),
      episode: idOf<EpisodeId>('episode'),
    });
    expect(decode(encode(event).value)).toEqual(event);
    expect(event).toMatchObject({
      source: '/services/assessment',
      subject: 'concern-1',
      sequence: '00000000000000000004',
      partitionkey: idOf('episode'),
    });
    expect(JSON.stringify(event)).not.toContain('never');
  });

  it('keeps its order by the episode, else the child, else the stream', () => {
    const stream = 'agendaItem-1';
    expect(partitionKey({ stream, episode: 'e', children: ['c'] })).toBe('e');
    expect(partitionKey({ stream, children: ['c'] })).toBe('c');
    expect(partitionKey({ stream, children: ['c', 'd'] })).toBe(stream);
    expect(partitionKey({ stream })).toBe(stream);
  });
});
