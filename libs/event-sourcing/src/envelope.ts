import type { RecordedAs } from '@onestory/kernel';
import type { Position } from './event-store.js';

/** The metadata of every event, with what the store adds on reading. */
export interface Envelope extends RecordedAs {
  /** With version: `ReferralSent.v2`. */
  readonly type: string;
  readonly position: Position;
  /** Keyed 16-byte hash of the command's body, hex: tells a repetition from another command. */
  readonly commandBody: string;
  /** W3C trace context. */
  readonly traceparent?: string;
}
