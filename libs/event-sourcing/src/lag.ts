export interface Lag {
  readonly name: string;
  readonly kind: 'projection' | 'publisher' | 'consumer';
  readonly position: string | undefined;
  readonly head: string | undefined;
  /** Milliseconds since the oldest event not yet handled was stored; 0 when there is none. */
  readonly ageMs: number;
  readonly parked: number;
  /** Nothing that was there when this was asked waits for it. */
  readonly caughtUp: boolean;
  /** Why it stands still, if it does. */
  readonly stopped?: string;
}
