import { isRolledBack } from '@onestory/postgres';
import { OutcomeUnknown, RevisionConflict } from '../../event-store.js';
import type { Appended, NewEvent, Position, StoredEvent, StreamName } from '../../event-store.js';
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

const appendBatch = {
  name: 'event_store.append',
  text: 'select * from event_store.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
  rowMode: 'array',
} as const;

/** The head before, the refused by their number in the batch, where their streams were, and the time. */
type Outcome = [headBefore: string, refused: number[], actuals: string[], millisecond: string];

export interface Stored {
  /** Position of the event before these. */
  readonly after: Position | undefined;
  readonly upTo: Position;
  events(): readonly StoredEvent[];
}

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
    private readonly onStored: (stored: Stored) => void,
  ) {}

  append(append: Append): void {
    this.commits.add(append);
  }

  settled(): Promise<void> {
    return this.commits.settled();
  }

  private async commit(batch: Batch): Promise<void> {
    try {
      const rows = rowsOf(batch);
      const [headBefore, numbers, actuals, millisecond] = await this.store(rows);
      const refused = numbers.map((number, index) => ({
        append: batch[number]!.append,
        actual: BigInt(actuals[index]!),
      }));
      const isRefused = new Set(refused.map((it) => it.append));
      const stored = rows.filter((it) => !isRefused.has(it.append));
      const head = BigInt(headBefore);
      answerStored(stored, head);
      if (stored.length > 0) {
        this.onStored({
          after: head === 0n ? undefined : positionOf(head),
          upTo: positionOf(head + BigInt(stored.length)),
          events: () => storedEvents(stored, head, Number(millisecond)),
        });
      }
      if (refused.length > 0) await this.answerRefused(refused);
    } catch (error) {
      if (!isRolledBack(error)) refuseAll(batch, new OutcomeUnknown(error));
      else if (batch.length === 1) refuseAll(batch, error);
      else for (const { append } of batch) await this.commit([{ append, round: 1 }]);
    }
  }

  private async store(rows: readonly Row[]): Promise<Outcome> {
    const client = await this.connections.write();
    try {
      const result = await client.query({ ...appendBatch, values: valuesOf(rows) });
      return result.rows[0] as unknown as Outcome;
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

/** In the order of their positions. */
const answerStored = (stored: readonly Row[], headBefore: bigint): void => {
  stored.forEach(({ append, revision }, index) => {
    if (revision === lastRevision(append)) answer(append, headBefore + BigInt(index) + 1n);
  });
};

const storedEvents = (
  stored: readonly Row[],
  headBefore: bigint,
  storedAt: number,
): StoredEvent[] =>
  stored.map(({ append, revision, event }, index) => ({
    position: positionOf(headBefore + BigInt(index) + 1n),
    stream: append.stream,
    revision,
    id: event.id.toLowerCase(),
    type: event.type,
    data: event.data,
    metadata: event.metadata,
    storedAt,
  }));

const answer = (append: Append, position: bigint): void =>
  append.answer({ revision: lastRevision(append), position: positionOf(position) });

const refuseAll = (batch: Batch, error: unknown): void => {
  for (const { append } of batch) append.refuse(error);
};

const before = (expected: 'none' | bigint): bigint => (expected === 'none' ? -1n : expected);

const lastRevision = ({ expected, events }: Append): bigint =>
  before(expected) + BigInt(events.length);

const isSame = (event: NewEvent, stored: { readonly id: string } | undefined): boolean =>
  stored?.id === event.id.toLowerCase();

interface Row {
  readonly append: Append;
  readonly round: number;
  /** The append's place in its batch. */
  readonly number: number;
  readonly revision: bigint;
  readonly event: NewEvent;
}

/** One per event, in the order in which they get positions: by round, then as in the batch. */
const rowsOf = (batch: Batch): readonly Row[] =>
  batch
    .flatMap(({ append, round }, number) =>
      append.events.map((event, index) => {
        const revision = before(append.expected) + BigInt(index) + 1n;
        return { append, round, number, revision, event };
      }),
    )
    .sort((one, other) => one.round - other.round);

const valuesOf = (rows: readonly Row[]): unknown[] => [
  int4Array(rows.map((it) => it.round)),
  int4Array(rows.map((it) => it.number)),
  textArray(rows.map((it) => it.append.stream)),
  int8Array(rows.map((it) => before(it.append.expected))),
  int8Array(rows.map((it) => it.revision)),
  uuidArray(rows.map((it) => it.event.id)),
  textArray(rows.map((it) => it.event.type)),
  byteaArray(rows.map((it) => it.event.data)),
  byteaArray(rows.map((it) => it.event.metadata)),
  rows.at(-1)!.round,
];
