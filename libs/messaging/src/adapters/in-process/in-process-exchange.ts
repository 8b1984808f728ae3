import { setTimeout as pause } from 'node:timers/promises';
import { ExchangeUnreachable, LARGEST_MESSAGE, MessageRefused } from '../../exchange.js';
import type { Consumption, Delivered, Exchange, Outgoing, Subscription } from '../../exchange.js';
import { Faults } from './faults.js';
import { Group } from './group.js';
import { ExchangeLog } from './log.js';
import { Slots } from './slots.js';
import { Tail } from './tail.js';

export interface InProcessExchangeOptions {
  /** A database in which `exchangeTables` were run. */
  readonly connectionString: string;
  /** How many a new topic gets; a topic keeps its number for ever. Other than 12 in specs only. */
  readonly partitions?: number;
  /** Connections in all, at least 3: one publishes, one listens and reads what is new, the rest what is older. */
  readonly connections?: number;
  /** Real time between looks for what other processes publish, should a NOTIFY be lost. Default 500. */
  readonly pollMs?: number;
  /** Batches of one group handled at the same time: those that are ready together share a commit. Default 12. */
  readonly batchesAtOnce?: number;
  /** Messages in one batch at most. Default 200. */
  readonly largestBatch?: number;
  /** Newest messages kept in memory for all groups together. Default 5000, and 16 MiB. */
  readonly keepMessages?: number;
  readonly keepBytes?: number;
  /** What went wrong and will be tried again. */
  readonly onError?: (error: unknown) => void;
}

interface Publishing {
  readonly topic: string;
  readonly messages: readonly Outgoing[];
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

const LARGEST_COMMIT = 2_000;
const GROUPS_STOP_WITHIN = 2_000;

/** As many processes can share a topic. More could not be had later: keys would move, and lose their order. */
const PARTITIONS = 12;

/** The exchange of one machine: a durable log in Postgres that behaves like Kafka towards our services. */
export class InProcessExchange implements Exchange {
  /** For tests. */
  readonly faults: Faults;
  private readonly log: ExchangeLog;
  private readonly tail: Tail;
  private readonly groups = new Map<string, Group>();
  private readonly queue: Publishing[] = [];
  private publishing: Promise<void> | undefined;
  private stopped = false;
  private readonly onError: (error: unknown) => void;

  constructor(private readonly options: InProcessExchangeOptions) {
    this.onError = options.onError ?? (() => undefined);
    this.faults = new Faults({
      changed: () => this.groups.forEach((group) => group.look()),
      goBack: (messages) => this.groups.forEach((group) => group.goBack(messages)),
    });
    this.log = new ExchangeLog({
      connectionString: options.connectionString,
      partitions: options.partitions ?? PARTITIONS,
      readers: Math.max(1, (options.connections ?? 3) - 2),
      onNews: () => this.tail.look(),
      onReconnected: () => this.groups.forEach((group) => group.askAgain()),
    });
    this.tail = new Tail(this.log, {
      pollMs: options.pollMs ?? 500,
      keepMessages: options.keepMessages ?? 5_000,
      keepBytes: options.keepBytes ?? 16 * 1024 * 1024,
      onError: this.onError,
    });
  }

  async publish(topic: string, messages: readonly Outgoing[]): Promise<void> {
    messages.forEach(refuseUnfit);
    if (messages.length === 0) return;
    if (this.stopped) throw new ExchangeUnreachable();
    await new Promise<void>((resolve, reject) => {
      this.queue.push({ topic, messages, resolve, reject });
      this.publishing ??= this.commitAll();
    });
  }

  consume(subscription: Subscription): Consumption {
    // A subscription object may be used twice; a member is one use of it.
    const { group: name, topics, isPassing = false } = subscription;
    const member: Subscription = {
      group: name,
      topics,
      isPassing,
      startAt: (topic, partition) => subscription.startAt(topic, partition),
      handle: (batch, signal) => subscription.handle(batch, signal),
    };
    const group = this.groupOf(member.group);
    group.join(member);
    for (const topic of member.topics) void this.open(group, topic);
    return { stop: () => this.leave(group, member) };
  }

  /** A group that nobody of this process is in any more leaves nothing behind. */
  private async leave(group: Group, member: Subscription): Promise<void> {
    await group.leave(member);
    if (!group.isEmpty) return;
    if (this.groups.get(group.name) === group) this.groups.delete(group.name);
    await group.stop();
  }

  async at(topic: string, partition: number, offset: bigint): Promise<Delivered | undefined> {
    const [message] = await this.log.read({ topic, partition, from: offset }, 1);
    return message?.offset === offset ? message : undefined;
  }

  async lag(
    group: string,
    asked: readonly string[] = [],
  ): Promise<readonly { topic: string; partition: number; behind: bigint }[]> {
    const here = this.groups.get(group);
    const topics = [...new Set([...(here?.topics ?? []), ...asked])];
    const noted = here?.knowsAll(topics) ? [] : await this.log.noted(group);
    const heads = await this.log.heads([
      ...new Set([...topics, ...noted.map(({ topic }) => topic)]),
    ]);
    return heads.map(({ topic, partition, from: head }) => {
      const done =
        here?.handledUpTo(topic, partition) ??
        noted.find((place) => place.topic === topic && place.partition === partition)?.from ??
        0n;
      return { topic, partition, behind: head > done ? head - done : 0n };
    });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.publishing;
    const groups = Promise.all([...this.groups.values()].map((group) => group.stop()));
    const late = new AbortController();
    await Promise.race([groups, pause(GROUPS_STOP_WITHIN, undefined, late).catch(() => undefined)]);
    late.abort();
    // What reads or connects by now is cut off, also for groups that wait for it: nothing of it is needed any more.
    await Promise.all([this.tail.stop(), this.log.stop()]);
    await groups;
  }

  private groupOf(name: string): Group {
    let group = this.groups.get(name);
    if (!group) {
      group = new Group(name, this.log, {
        log: this.log,
        faults: this.faults,
        slots: new Slots(this.options.batchesAtOnce ?? 12),
        largestBatch: this.options.largestBatch ?? 200,
        onHandled: () => undefined,
        onError: this.onError,
      });
      this.groups.set(name, group);
    }
    return group;
  }

  private async open(group: Group, topic: string): Promise<void> {
    for (let failures = 1; !this.stopped; failures += 1)
      try {
        return group.open(await this.tail.follow(topic));
      } catch (error) {
        if (!this.stopped) this.onError(error);
        await pause(Math.min(2_000, 25 * 2 ** failures));
      }
  }

  /** One commit at a time, of all that was published while the one before it was written. */
  private async commitAll(): Promise<void> {
    await Promise.resolve(); // whoever called has noted that this runs
    while (this.queue.length > 0) {
      const calls = this.queue.splice(0, countUpTo(this.queue, LARGEST_COMMIT));
      const all = calls.flatMap(({ topic, messages }) =>
        messages.map((message) => ({ topic, message })),
      );
      try {
        if (this.faults.isCut) throw new Error('The exchange is cut.');
        await this.log.append(this.faults.withDuplicates(all));
        for (const call of calls) call.resolve();
      } catch (cause) {
        for (const call of calls) call.reject(new ExchangeUnreachable({ cause }));
      }
      this.tail.look();
    }
    this.publishing = undefined; // in the same step as the last look, so that nobody is left waiting
  }
}

/** How many calls of the queue fit into one commit: at least one. */
const countUpTo = (queue: readonly Publishing[], most: number): number => {
  let messages = 0;
  const end = queue.findIndex((call) => (messages += call.messages.length) > most);
  return end === -1 ? queue.length : Math.max(1, end);
};

const unfit = (text: string): boolean => text.includes('\u0000') || !text.isWellFormed();

const refuseUnfit = ({ key, value, headers = {} }: Outgoing, index: number): void => {
  if (key === '' || unfit(key)) throw new MessageRefused(index, 'its key is empty or not text');
  const entries = Object.entries(headers).flat();
  if (entries.some(unfit)) throw new MessageRefused(index, 'a header is not text');
  const bytes = value.length + Buffer.byteLength(key + entries.join(''));
  if (bytes > LARGEST_MESSAGE)
    throw new MessageRefused(index, `its ${bytes} bytes are more than ${LARGEST_MESSAGE}`);
};
