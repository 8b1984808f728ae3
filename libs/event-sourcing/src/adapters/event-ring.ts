import { categoryOf } from '../event-store.js';
import { sizeOf } from './check-append.js';
import type { Position, StoredEvent } from '../event-store.js';

export interface RingLimits {
  readonly events: number;
  readonly bytes: number;
}

interface Kept {
  readonly event: StoredEvent;
  readonly category: string;
}

/** Before every position. */
const BEGINNING = '' as Position;

/** The latest events of the store, in order and without gaps, as many as the limits allow. */
export class EventRing {
  private kept: Kept[] = [];
  /** How many of `kept` are already given up: they are cut off now and then, not one by one. */
  private gone = 0;
  private bytes = 0;
  private first = 0;
  private from = BEGINNING;
  private reached = BEGINNING;
  private open = false;

  constructor(private readonly limits: RingLimits) {}

  /** Everything stored after `position` is going to be added. */
  startAfter(position: Position | undefined): void {
    this.clear();
    this.from = position ?? BEGINNING;
    this.reached = this.from;
    this.open = true;
  }

  clear(): void {
    this.first = this.end;
    this.kept = [];
    this.gone = 0;
    this.bytes = 0;
    this.open = false;
  }

  get isOpen(): boolean {
    return this.open;
  }

  /** Everything up to here was added. Undefined: nothing is stored. */
  get upTo(): Position | undefined {
    return this.reached === BEGINNING ? undefined : this.reached;
  }

  /** Number of the event that will be added next. Numbers count from the start of the process. */
  get end(): number {
    return this.first + this.kept.length - this.gone;
  }

  /** Whether everything after `position` is here. */
  covers(position: Position | undefined): boolean {
    const at = position ?? BEGINNING;
    return this.open && at >= this.from && at <= this.reached;
  }

  /** From that number on, so many looked through: those wanted, the number that is next, up to where it is. */
  page(
    from: number,
    most: number,
    wants: (category: string) => boolean,
  ): {
    readonly events: readonly StoredEvent[];
    readonly next: number;
    readonly upTo: Position | undefined;
  } {
    const next = Math.min(from + most, this.end);
    const events: StoredEvent[] = [];
    for (let number = from; number < next; number += 1) {
      const { event, category } = this.at(number)!;
      if (wants(category)) events.push(event);
    }
    return { events, next, upTo: next < this.end ? this.at(next - 1)!.event.position : this.upTo };
  }

  /** Undefined when it is gone or not there yet. */
  private at(number: number): Kept | undefined {
    return number < this.first ? undefined : this.kept[number - this.first + this.gone];
  }

  /** Number of the first event after `position`, which must be covered. */
  numberAfter(position: Position | undefined): number {
    const at = position ?? BEGINNING;
    let [low, high] = [this.first, this.end];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.at(middle)!.event.position <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  add(event: StoredEvent): void {
    this.kept.push({ event, category: categoryOf(event.stream) });
    this.bytes += sizeOf(event);
    this.reached = event.position;
    while (this.end - this.first > this.limits.events || this.bytes > this.limits.bytes)
      this.drop();
  }

  advance(position: Position): void {
    this.reached = position;
  }

  private drop(): void {
    const { event } = this.kept[this.gone]!;
    this.from = event.position;
    this.bytes -= sizeOf(event);
    this.first += 1;
    this.gone += 1;
    if (this.gone * 2 > this.kept.length) {
      this.kept = this.kept.slice(this.gone);
      this.gone = 0;
    }
  }
}
