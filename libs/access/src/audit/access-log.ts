import { setTimeout as pause } from 'node:timers/promises';
import { idFrom, instantOf, newId, realTime } from '@onestory/kernel';
import type {
  ActorId,
  AgencyId,
  AreaId,
  ChildId,
  CommandId,
  CorrelationId,
  EpisodeId,
  EventId,
  Instant,
  RealTime,
  StoryClock,
} from '@onestory/kernel';
import type { EventStore, NewEvent, Metadata, StreamName } from '@onestory/event-sourcing';
import { AccessStream } from './access-stream.js';

/** That somebody was given, or refused, an answer. Ids and codes only: never what the answer said. */
export interface AccessRecord {
  readonly actor: ActorId;
  readonly agency: AgencyId;
  readonly area: AreaId;
  readonly action: string;
  readonly children: readonly ChildId[];
  readonly episode?: EpisodeId;
  /** Kind of what was asked for, as in Resource; no id and no content. */
  readonly resource: string;
  /** A code, never the text that somebody typed. */
  readonly purpose?: string;
  readonly decision: 'allow' | 'deny';
  readonly rule: string;
  /** The story's time of the answer; the log adds the machine's. */
  readonly at: Instant;
  readonly correlation?: CorrelationId;
  readonly traceparent?: string;
}

/** The log could not take it: no audit, no answer. Say 503. */
export class AccessNotRecorded extends Error {
  constructor(cause?: unknown) {
    super('This cannot be answered now, because it cannot be recorded. Try again.', { cause });
    this.name = 'AccessNotRecorded';
  }
}

export interface AccessLog {
  /** Resolves when the record is durable, before the answer leaves. @throws AccessNotRecorded */
  record(record: AccessRecord): Promise<void>;
  /** Resolves when all that was taken is written or refused. */
  stop(): Promise<void>;
}

export interface AccessLogSettings {
  readonly store: EventStore;
  /** `child-index`: its streams are `childIndexAccess-<id>`. */
  readonly service: string;
  /** Unique to this start of this process: one stream, one writer. */
  readonly startedAs: string;
  readonly clock: StoryClock;
  readonly time?: RealTime;
  /** Milliseconds between attempts whose outcome is unknown. */
  readonly pauses?: readonly number[];
}

interface Waiting {
  readonly event: NewEvent;
  readonly resolve: () => void;
  readonly reject: (error: AccessNotRecorded) => void;
}

const LARGEST_GROUP = 200;
const LARGEST_GROUP_BYTES = 900_000;
/** More than this waiting means that the store is far behind; people are told to come again. */
const MOST_WAITING = 5_000;

export const accessCategory = (service: string): string =>
  `${service.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())}Access`;

/** What arrives while an append is in flight goes into the next one. */
export const accessLog = (settings: AccessLogSettings): AccessLog => {
  const { service, startedAs, store, pauses = [50, 200, 1000] } = settings;
  const name: StreamName = `${accessCategory(service)}-${idFrom('access', service, startedAs)}`;
  const stream = new AccessStream(store, name, (attempt) =>
    attempt < pauses.length ? pause(pauses[attempt]).then(() => true) : Promise.resolve(false),
  );
  const waiting: Waiting[] = [];
  let writing: Promise<void> | undefined;
  let stopped = false;

  const write = async (): Promise<void> => {
    while (waiting.length > 0) {
      const group = nextGroup(waiting);
      try {
        await stream.append(group.map(({ event }) => event));
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(new AccessNotRecorded(error));
      }
    }
    writing = undefined;
  };

  return {
    record: (record) =>
      new Promise((resolve, reject) => {
        if (stopped || waiting.length >= MOST_WAITING) return reject(new AccessNotRecorded());
        waiting.push({ event: eventOf(record, settings), resolve, reject });
        writing ??= write();
      }),
    stop: async () => {
      stopped = true;
      await writing;
    },
  };
};

const sizeOf = ({ event }: Waiting): number =>
  Buffer.byteLength(event.data) + Buffer.byteLength(event.metadata) + 100;

const nextGroup = (waiting: Waiting[]): readonly Waiting[] => {
  let bytes = 0;
  let count = 0;
  for (const one of waiting.slice(0, LARGEST_GROUP)) {
    bytes += sizeOf(one);
    if (count > 0 && bytes > LARGEST_GROUP_BYTES) break;
    count += 1;
  }
  return waiting.splice(0, count);
};

/** An access record is nobody's command: its own id stands in for the command's. */
const eventOf = (record: AccessRecord, settings: AccessLogSettings): NewEvent => {
  const { clock, time = realTime } = settings;
  const { actor, agency, area, children, episode, at, correlation, traceparent, ...said } = record;
  const id = newId<EventId>();
  const recording: Metadata = {
    occurredAt: at,
    recordedAt: clock.now(),
    actor,
    agency,
    area,
    ...(episode && { episode }),
    children,
    command: idFrom<CommandId>('access', id),
    commandBody: '0'.repeat(32),
    correlation: correlation ?? idFrom<CorrelationId>('access', id),
    causation: id,
    ...(traceparent && { traceparent }),
  };
  return {
    id,
    type: 'AccessRecorded',
    data: JSON.stringify({ ...said, machineTime: instantOf(new Date(time.now())) }),
    metadata: JSON.stringify(recording),
  };
};
