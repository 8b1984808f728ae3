import { closeSync, fdatasyncSync, openSync, readFileSync, writeSync } from 'node:fs';

/** Who acts: a person of the development register. */
export interface Actor {
  readonly id: string;
  readonly agencyId: string;
}

/** One thing that somebody wants done. The key stays the same however often it is sent. */
export interface Command {
  readonly key: string;
  readonly actor: Actor;
  readonly path: string;
  readonly body: object;
  readonly ifMatch?: string;
}

/** What the platform said it has done. Times are milliseconds since 1970 and of the last, answered attempt. */
export interface Acknowledged extends Command {
  readonly kind: 'acknowledged';
  readonly status: number;
  readonly id: string;
  readonly etag: string | null;
  readonly location: string | null;
  readonly sentAt: number;
  readonly answeredAt: number;
  /** Sent before without an answer: done or not, nobody knew. */
  readonly unknownBefore: number;
}

/** An answer that should not have been, or a command that was given up. */
export interface Odd {
  readonly kind: 'refused' | 'wrong' | 'unanswered';
  readonly path: string;
  readonly status: number;
  readonly code: string;
  readonly at: number;
}

/** Totals of the whole run, at its end. */
interface Ended {
  readonly kind: 'ended';
  readonly unknown: number;
  readonly unavailable: number;
  readonly away: number;
}

export type Entry = Acknowledged | Odd | Ended;

/** Written before anything else happens with an answer, so that nothing acknowledged is forgotten. */
export class Ledger {
  private readonly file: number;

  constructor(path: string) {
    this.file = openSync(path, 'a', 0o600);
  }

  write(entry: Entry): void {
    writeSync(this.file, `${JSON.stringify(entry)}\n`);
    if (entry.kind === 'acknowledged') fdatasyncSync(this.file);
  }

  close(): void {
    closeSync(this.file);
  }
}

export const readLedger = (path: string): readonly Entry[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .slice(0, -1) // after the last whole line: nothing, or half a line of a ledger that still writes
    .map((line) => JSON.parse(line) as Entry);

export const acknowledgedIn = (entries: readonly Entry[]): readonly Acknowledged[] =>
  entries.filter((entry) => entry.kind === 'acknowledged');
