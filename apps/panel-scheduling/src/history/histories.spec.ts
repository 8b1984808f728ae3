import { idFrom } from '@onestory/kernel';
import type { AnyFact, AreaId, EpisodeId } from '@onestory/kernel';
import type { History, Recording, StoredEvent, StreamName } from '@onestory/event-sourcing';
import { InMemoryKeyStore, keyRef } from '@onestory/personal-data';
import { readdirSync, readFileSync } from 'node:fs';
import { agendaItemHistory } from './agenda-item.codec.js';
import { panelSeriesHistory } from './panel-series.codec.js';
import { sittingHistory } from './sitting.codec.js';

const folder = new URL('fixtures/', import.meta.url);
const storedOf = (category: string): readonly AnyFact[] =>
  readdirSync(folder)
    .filter((file) => file.startsWith(`${category}-`))
    .toSorted()
    .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as AnyFact);

const episode = '8a4c2a5e-2f43-5e0b-8c8d-5a3f3f6b7e10' as EpisodeId;
const recording = {
  occurredAt: '2026-03-03T14:00:00.000Z',
  recordedAt: '2026-03-03T14:00:00.000Z',
  actor: idFrom('actor'),
  agency: idFrom('agency'),
  area: 'ashcombe' as AreaId,
  command: idFrom('command'),
  commandBody: '00',
  correlation: idFrom('correlation'),
  causation: 'a command',
} as unknown as Recording;

const written = async (history: History<unknown, AnyFact>, keys: InMemoryKeyStore) => {
  const { category } = history.codec;
  const stream: StreamName = `${category}-${idFrom('fixtures')}`;
  const facts = storedOf(category).map((fact, index) => ({
    fact,
    id: idFrom(category, index),
    recording,
  }));
  return (await history.codec.encode(facts, stream, keys)).map((event, index) => {
    const place = { stream, revision: BigInt(index), position: String(index), storedAt: 0 };
    return { ...event, ...place } as unknown as StoredEvent;
  });
};

const read = async (history: History<unknown, AnyFact>, forget: boolean) => {
  const keys = new InMemoryKeyStore();
  const events = await written(history, keys);
  if (forget) await keys.destroy(keyRef({ episode }));
  const facts = await history.codec.decode(events, keys);
  const state = facts.reduce<unknown>(
    (past, it) => history.evolution.evolve(past, it),
    history.evolution.initial,
  );
  return { events, facts, state };
};

const HISTORIES = [
  ['a panel series', panelSeriesHistory, { stage: 'set' }],
  ['a sitting', sittingHistory, { stage: 'reconvened', items: [{}], conflicts: [{}] }],
  ['an agenda item', agendaItemHistory, { stage: 'decided', carriedOver: 1, keyWorker: {} }],
] as unknown as readonly (readonly [string, History<unknown, AnyFact>, object])[];

describe.each(HISTORIES)('the history of %s', (_name, history, told) => {
  it('has a stored example of every fact', () =>
    expect(new Set(storedOf(history.codec.category).map(({ type }) => type))).toEqual(
      new Set(Object.values(history.codec.types)),
    ));

  it('is read as it was written, and folds to what it tells of', async () => {
    const { facts, state } = await read(history, false);
    expect(facts.map(({ type, data }) => ({ type, data }))).toEqual(
      storedOf(history.codec.category),
    );
    expect(state).toMatchObject(told);
  });

  it('holds nothing personal in clear', async () => {
    const { events } = await read(history, false);
    const bytes = events.map(({ data }) => Buffer.from(data).toString()).join();
    expect(bytes).not.toMatch(/next door|at home/);
  });

  it('still folds when the episode is forgotten', async () =>
    expect((await read(history, true)).state).toMatchObject(told));
});

it('an agenda item names its episode and children in every envelope', async () => {
  const { state } = await read(agendaItemHistory as unknown as History<unknown, AnyFact>, false);
  expect(agendaItemHistory.about(state as never)).toMatchObject({
    episode,
    children: { length: 2 },
  });
});
