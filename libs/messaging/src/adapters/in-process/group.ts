import { setTimeout as pause } from 'node:timers/promises';
import type { Subscription } from '../../exchange.js';
import type { ExchangeLog, Place } from './log.js';
import { Lane } from './lane.js';
import type { LaneParts } from './lane.js';
import type { Window } from './tail.js';

const NOTED_WITHIN = 1_000;

/** The members of one group in this process, and the partitions that they share out among them. */
export class Group {
  private readonly members: Subscription[] = [];
  private readonly lanes = new Map<string, Lane>();
  private readonly noted = new Map<string, bigint>();
  private noting: NodeJS.Timeout | undefined;
  private isPassing = false;

  constructor(
    readonly name: string,
    private readonly log: ExchangeLog,
    private readonly parts: LaneParts,
  ) {}

  get topics(): readonly string[] {
    return [...new Set(this.members.flatMap((member) => member.topics))];
  }

  get isEmpty(): boolean {
    return this.members.length === 0;
  }

  join(member: Subscription): void {
    this.isPassing = member.isPassing === true;
    this.members.push(member);
    this.shareOut();
  }

  /** Resolves when the member's batches in hand are finished. */
  async leave(member: Subscription): Promise<void> {
    const place = this.members.indexOf(member);
    if (place >= 0) this.members.splice(place, 1);
    this.shareOut();
    await Promise.all([...this.lanes.values()].map((lane) => lane.released()));
    await this.noteInTime();
  }

  open(windows: readonly Window[]): void {
    if (this.isEmpty) return; // it was left while its topics were looked for
    for (const window of windows) {
      const place = placeOf(window);
      if (this.lanes.has(place)) continue;
      const onHandled = () => (this.noting ??= setTimeout(() => void this.note(), 1_000).unref());
      this.lanes.set(place, new Lane(window, { ...this.parts, onHandled }));
    }
    this.shareOut();
  }

  look(): void {
    for (const lane of this.lanes.values()) lane.look();
  }

  /** The log was away, and may have come back as another. */
  askAgain(): void {
    for (const lane of this.lanes.values()) lane.askAgain();
  }

  goBack(messages: bigint): void {
    for (const lane of this.lanes.values()) lane.goBack(messages);
  }

  handledUpTo(topic: string, partition: number): bigint | undefined {
    return this.lanes.get(placeOf({ topic, partition }))?.handledUpTo;
  }

  /** Whether members of this process are on every partition of these topics. */
  knowsAll(topics: readonly string[]): boolean {
    const lanes = [...this.lanes.values()];
    return (
      topics.length > 0 &&
      topics.every((topic) => lanes.some(({ window }) => window.topic === topic)) &&
      lanes.every((lane) => lane.handledUpTo !== undefined || !topics.includes(lane.window.topic))
    );
  }

  async stop(): Promise<void> {
    await Promise.all([...this.lanes.values()].map((lane) => lane.stop()));
    await this.noteInTime();
  }

  private shareOut(): void {
    for (const lane of this.lanes.values()) {
      const { topic, partition } = lane.window;
      const able = this.members.filter((member) => member.topics.includes(topic));
      lane.give(able[partition % able.length]);
    }
  }

  /** A hint is not worth waiting for a database that does not answer. */
  private async noteInTime(): Promise<void> {
    const late = new AbortController();
    const over = pause(NOTED_WITHIN, undefined, late).catch(() => undefined);
    await Promise.race([this.note(), over]);
    late.abort();
  }

  /** Progress for the lag page; where a member begins is kept with its effects. */
  private async note(): Promise<void> {
    clearTimeout(this.noting);
    this.noting = undefined;
    if (this.isPassing) return;
    const moved: Place[] = [];
    for (const [place, lane] of this.lanes) {
      const from = lane.progress;
      if (from === undefined || this.noted.get(place) === from) continue;
      this.noted.set(place, from);
      moved.push({ topic: lane.window.topic, partition: lane.window.partition, from });
    }
    if (moved.length > 0) await this.log.note(this.name, moved).catch(this.parts.onError);
  }
}

const placeOf = ({ topic, partition }: Pick<Place, 'topic' | 'partition'>): string =>
  `${topic}/${partition}`;
