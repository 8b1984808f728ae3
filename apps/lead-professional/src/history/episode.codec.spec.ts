import { idFrom, isForgotten } from '@onestory/kernel';
import type { AreaId, EpisodeId, EventId } from '@onestory/kernel';
import type { Recording, StoredEvent, StreamName, Told } from '@onestory/event-sourcing';
import { InMemoryKeyStore, keyRef } from '@onestory/personal-data';
import { readdirSync, readFileSync } from 'node:fs';
import type { EpisodeFact } from '../domain/facts.js';
import { episodeHistory } from './episode.codec.js';

const { codec, evolution } = episodeHistory;
const folder = new URL('fixtures/', import.meta.url);
const stored = readdirSync(folder)
  .toSorted()
  .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as EpisodeFact);

const episode = idFrom<EpisodeId>('fixtures');
const stream: StreamName = `episode-${episode}`;
/** The fixtures' own correction names this event: the plan's. */
const planEvent = 'b0a1c2d3-e4f5-5a6b-8c7d-9e0f1a2b3c71' as EventId;

const recording = {
  occurredAt: '2026-02-24T12:00:00.000Z',
  recordedAt: '2026-02-24T12:00:00.000Z',
  actor: idFrom('actor'),
  agency: idFrom('agency'),
  area: 'ashcombe' as AreaId,
  command: idFrom('command'),
  commandBody: '00',
  correlation: idFrom('correlation'),
  causation: 'a command',
  episode,
} as unknown as Recording;

const written = async (keys: InMemoryKeyStore): Promise<readonly StoredEvent[]> => {
  const facts = stored.map((fact, index) => ({
    fact,
    id: fact.type === 'PlanAgreed' ? planEvent : idFrom('event', index),
    recording,
  }));
  const events = await codec.encode(facts, stream, keys);
  return events.map((event, index) => {
    const place = { stream, revision: BigInt(index), position: String(index), storedAt: 0 };
    return { ...event, ...place } as unknown as StoredEvent;
  });
};

const folded = (facts: readonly Told<EpisodeFact>[]) =>
  facts.reduce((state, it) => evolution.evolve(state, it), evolution.initial);

describe('the history of an episode', () => {
  it('has a stored example of every fact', () =>
    expect(new Set(stored.map(({ type }) => type))).toEqual(new Set(Object.values(codec.types))));

  it('is read as it was written, with nothing personal in clear', async () => {
    const keys = new InMemoryKeyStore();
    const events = await written(keys);
    const read = await codec.decode(events, keys);
    expect(read.map(({ type, data }) => ({ type, data }))).toEqual(stored);
    const bytes = events.map(({ data }) => Buffer.from(data).toString()).join();
    expect(bytes).not.toMatch(/Three needs|Family sessions|More mornings|No answer|Authorised/);
  });

  it('folds to the help that it tells of', async () => {
    const keys = new InMemoryKeyStore();
    const state = folded(await codec.decode(await written(keys), keys));
    expect(state).toMatchObject({
      stage: 'closed',
      was: { stage: 'planned', plan: { baselines: [{ value: 81 }], reviews: [{}] } },
    });
    expect(episodeHistory.about(state)).toMatchObject({ episode, children: { length: 3 } });
  });

  it('still folds when the episode is forgotten', async () => {
    const keys = new InMemoryKeyStore();
    const events = await written(keys);
    await keys.destroy(keyRef({ episode }));
    const state = folded(await codec.decode(events, keys));
    expect(state).toMatchObject({ stage: 'closed', was: { plan: { baselines: [{ value: 81 }] } } });
    const plan = state.stage === 'closed' && state.was.stage === 'planned' && state.was.plan;
    expect(plan && isForgotten(plan.goal)).toBe(true);
  });
});
