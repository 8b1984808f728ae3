export interface Lag {
  readonly name: string;
  readonly kind: 'projection' | 'publisher' | 'consumer';
  readonly position: string | undefined;
  readonly head: string | undefined;
  /** Milliseconds since the oldest event not yet handled was stored; 0 when there is none. */
  readonly ageMs: number;
  readonly parked: number;
  /** How many messages wait for it, if it is a consumer. A number as text. */
  readonly messagesBehind?: string;
  /** Nothing that was there when this was asked waits for it. */
  readonly caughtUp: boolean;
  /** Another process runs it; this one takes over when that one is gone. */
  readonly standsBy?: true;
  /** Why it stands still, if it does. */
  readonly stopped?: string;
  /** It will not go on by itself: an upgrade, or somebody who restores a log, is needed. */
  readonly forGood?: true;
}
