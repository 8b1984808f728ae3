import { categoryOf } from '../event-store.js';
import type { Position, StreamName } from '../event-store.js';

const DIGITS = 20;

/** A count as text whose order is that of the numbers. */
export const positionOf = (place: bigint | number | string): Position =>
  String(place).padStart(DIGITS, '0') as Position;

/** @throws TypeError when the text is no position of these adapters. */
export const placeOf = (position: Position | undefined): bigint => {
  if (position === undefined) return 0n;
  if (!/^\d{20}$/.test(position)) {
    throw new TypeError('Not a position of this store. Use one that an event or checkpoint gave.');
  }
  return BigInt(position);
};

/**
 * A checkpoint that the store has not reached: the store was restored to an earlier state than what was made
 * from it. Waiting would skip the events that are given these positions again.
 */
export class PositionBeyondHead extends Error {
  constructor(position: Position) {
    super(
      `Position ${position} lies beyond the end of the event store. ` +
        'Was the store restored? Rebuild what was projected from it.',
    );
    this.name = 'PositionBeyondHead';
  }
}

/** Access records have one reader, the audit; nobody else pays for them. */
export const isAccessCategory = (category: string): boolean => category.endsWith('Access');

export const followsCategory = (
  categories: readonly string[] | 'all',
): ((stream: StreamName) => boolean) => {
  if (categories === 'all') return (stream) => !isAccessCategory(categoryOf(stream));
  const wanted = new Set(categories);
  return (stream) => wanted.has(categoryOf(stream));
};
