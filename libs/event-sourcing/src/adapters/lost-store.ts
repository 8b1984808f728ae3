import { AccessDenied } from '../event-store.js';
import { LogWentBackwards } from '../following/states.js';
import { PositionBeyondHead } from './positions.js';

/** Milliseconds before a store that was lost is asked again, the first time. */
export const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 5_000;

/** Would only happen again. */
export const isFinal = (error: unknown): boolean =>
  error instanceof TypeError ||
  error instanceof AccessDenied ||
  error instanceof LogWentBackwards ||
  error instanceof PositionBeyondHead;

export const longer = (wait: number): number => Math.min(wait * 2, LONGEST_PAUSE);
