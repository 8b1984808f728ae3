import pg from 'pg';
import { RevisionConflict } from '../../event-store.js';
import type { Appended, NewEvent, Position, StreamName } from '../../event-store.js';
import { positionOf } from '../positions.js';
import { byteaArray, int4Array, int8Array, textArray, uuidArray } from './binary-arrays.js';
import type { Connections } from './connections.js';
import type { EventReader } from './event-reader.js';
import { GroupCommit } from './group-commit.js';
import type { InRound } from './group-commit.js';

export interface Append {
  readonly stream: StreamName;
  readonly expected: 'none' | bigint;
  readonly events: readonly NewEvent[];
  readonly bytes: number;
  answer(appended: Appended): void;
  refuse(error: unknown): void;
}

type Batch = readonly InRound<Append>[];

const ANSWER_WITHIN = 15_000;

const appendBatch = {
  name: 'event_store.append',
  text: 'select * from event_store.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
  rowMode: 'array',
  query_timeout: ANSWER_WITHIN,
} as const;

/** The head before, the refused by their number in the batch, and where their streams were. */
type Outcome = [headBefore: string, refused: number[], actuals: string[]];

interface Refused {
  readonly append: Append;
  readonly actual: bigint;
}

/** Stores appends in batches, through one connection. */
export class EventWriter {
  private readonly commits = new GroupCommit<Append>((batch) => this.commit(batch));

  constructor(
    private readonly connections: Connections,
    private readonly reader: EventReader,
    private readonly onStored: (upTo: Position) => void,
  ) {}

  append(append: Append): void {
    this.commits.add(append);
  }

  settled(): Promise<void> {
    return this.commits.settled();
  }

  private async commit(batch: Batch): Promise<void> {
    try {
      const [headBefore, numbers, actuals] = await this.store(batch);
      const refused = numbers.map((number, index) => ({
        append: batch[number]!.append,
        actual: BigInt(actuals[index]!),
      }));
      const head = answerStored(batch, new Set(refused.map((it) => it.append)), BigInt(headBefore));
      this.onStored(positionOf(head));
      if (refused.length > 0) await this.answerRefused(refused);
    } catch (error) {
      if (!isRolledBack(error)) refuseAll(batch, new OutcomeUnknown(error));
      else if (batch.length === 1) refuseAll(batch, error);
      else for (const { append } of batch) await this.commit([{ append, round: 1 }]);
    }
  }

  private async store(batch: Batch): Promise<Outcome> {
    const client = await this.connections.write();
    try {
      const { rows } = await client.query({ ...appendBatch, values: valuesOf(batch) });
      return rows[0] as unknown as Outcome;
    } catch (error) {
      if (!isRolledBack(error)) this.connections.dropWriting(client);
      throw error;
    }
  }

  /**
   * A repetition or a conflict? Stored events never change, so what is at their places is asked without a lock.
   */
  private async answerRefused(refused: readonly Refused[]): Promise<void> {
    const complete = refused.filter(({ append, actual }) => lastRevision(append) <= actual);
    const spans = complete.map(({ append }) => ({
      stream: append.stream,
      first: before(append.expected) + 1n,
      last: lastRevision(append),
    }));
    const found = spans.length === 0 ? [] : await this.reader.spans(spans);
    const there = new Map(complete.map(({ append }, index) => [append, found[index]!]));
    for (const { append, actual } of refused) {
      const stored = there.get(append);
      if (stored && append.events.every((event, index) => isSame(event, stored[index]))) {
        answer(append, stored.at(-1)!.position);
      } else {
        const at = actual < 0n ? 'none' : actual;
        append.refuse(new RevisionConflict(append.stream, append.expected, at));
      }
    }
  }
}

/** Positions are given by round, then in the order of the batch. Returns the head after. */
const answerStored = (batch: Batch, refused: ReadonlySet<Append>, headBefore: bigint): bigint => {
  let position = headBefore;
  for (let thisRound = 1; thisRound <= lastRound(batch); thisRound += 1) {
    for (const { append, round } of batch) {
      if (round !== thisRound || refused.has(append)) continue;
      position += BigInt(append.events.length);
      answer(append, position);
    }
  }
  return position;
};

const answer = (append: Append, position: bigint): void =>
  append.answer({ revision: lastRevision(append), position: positionOf(position) });

const lastRound = (batch: Batch): number =>
  batch.reduce((last, { round }) => Math.max(last, round), 1);

/** The connection broke, or the answer did not come: it may be stored, now or in a moment. */
class OutcomeUnknown extends Error {
  constructor(cause: unknown) {
    super(
      'The event store did not answer, so it is unknown whether this was stored. ' +
        'Ask again with the same ids and revision.',
      { cause },
    );
    this.name = 'OutcomeUnknown';
  }
}

/** The server said no and goes on; FATAL and PANIC come with the loss of the connection. */
const isRolledBack = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.severity === 'ERROR';

const refuseAll = (batch: Batch, error: unknown): void => {
  for (const { append } of batch) append.refuse(error);
};

const before = (expected: 'none' | bigint): bigint => (expected === 'none' ? -1n : expected);

const lastRevision = ({ expected, events }: Append): bigint =>
  before(expected) + BigInt(events.length);

const isSame = (event: NewEvent, stored: { readonly id: string } | undefined): boolean =>
  stored?.id === event.id.toLowerCase();

/** One row per event. */
const valuesOf = (batch: Batch): unknown[] => {
  const rows = batch.flatMap(({ append, round }, index) =>
    append.events.map((event, offset) => ({
      round,
      append: index,
      stream: append.stream,
      before: before(append.expected),
      revision: before(append.expected) + BigInt(offset) + 1n,
      event,
    })),
  );
  return [
    int4Array(rows.map((it) => it.round)),
    int4Array(rows.map((it) => it.append)),
    textArray(rows.map((it) => it.stream)),
    int8Array(rows.map((it) => it.before)),
    int8Array(rows.map((it) => it.revision)),
    uuidArray(rows.map((it) => it.event.id)),
    textArray(rows.map((it) => it.event.type)),
    byteaArray(rows.map((it) => it.event.data)),
    byteaArray(rows.map((it) => it.event.metadata)),
    lastRound(batch),
  ];
};
