import type { LocalDate, Moment } from './time.js';
import { happenedBefore, inWords } from './time.js';

/**
 * A decision's no. The message says why and what to do instead; it never holds a personal value.
 * `state`: the state forbids it (HTTP 409). `rule`: the input breaks a rule of the field (HTTP 422).
 */
export abstract class Refusal extends Error {
  readonly kind: 'state' | 'rule' = 'state';
  /** What it waits for is on its way, and nobody has to do anything: asking again can be enough. */
  readonly mayPass: boolean = false;

  constructor(message: string) {
    super(message);
    this.name = this.constructor.name;
  }

  /** `NotAwaitingScreening` -> `not-awaiting-screening`: stable, for machines. */
  get code(): string {
    return this.constructor.name
      .replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-')
      .toLowerCase();
  }
}

export abstract class RuleBroken extends Refusal {
  override readonly kind = 'rule';
}

/** An answer cannot have happened before what it answers. */
export class BeforeWhatItAnswers extends RuleBroken {
  constructor(what: string, earlier: Moment) {
    super(
      `This cannot have happened before ${what} (${inWords(earlier)}). Give a later occurredAt.`,
    );
  }
}

export class InTheFuture extends RuleBroken {
  constructor() {
    super('occurredAt lies in the future. Record what has happened, once it has happened.');
  }
}

/** The earliest day on which anything that is recorded here can have happened. */
export const EARLIEST_DAY = '1990-01-01' as LocalDate;

export class TooLongAgo extends RuleBroken {
  constructor() {
    super(
      'This would have happened before 1 January 1990, and nothing is recorded from before then. ' +
        'Check the year; say what happened earlier in the text of what you record.',
    );
  }
}

/** Throws BeforeWhatItAnswers; where either moment is a day, London dates are compared. */
export const refuseBefore = (occasion: Moment, earlier: Moment, what: string): void => {
  if (happenedBefore(occasion, earlier)) throw new BeforeWhatItAnswers(what, earlier);
};
