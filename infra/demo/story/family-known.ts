import type { Family } from '../family.js';
import type { Stage } from '../stage.js';

/** Where the story is told, about whom. */
export interface Telling {
  readonly stage: Stage;
  readonly family: Family;
}

/** The family once it is registered. */
export interface Known {
  readonly mother: string;
  readonly partner: string;
  readonly elder: string;
  readonly younger: string;
}

/** A free text of this family: its token is in it, so that a leak is found. */
export const words = ({ token }: Family, text: string): string => `${text} (${token})`;
