import { Refusal, RuleBroken } from '@onestory/kernel';
import type { LocalDate } from '@onestory/kernel';
import type { Counts, SeatCode } from './quorum.js';

export class SeatGivenTwice extends RuleBroken {
  constructor(seat: SeatCode) {
    super(`The seat ${seat} is given twice. Give each seat a code of its own.`);
  }
}

export class NotOneChair extends RuleBroken {
  constructor() {
    super('A panel has one chair and at most one vice chair, on two seats. Mark the seats so.');
  }
}

export class NoSuchRequiredSeat extends RuleBroken {
  constructor(seat: SeatCode) {
    super(
      `The quorum requires the seat ${seat}, which the panel does not have. Add it, or require another.`,
    );
  }
}

export class NoSuchFraction extends RuleBroken {
  constructor() {
    super(
      'The quorum is a part of the seats, such as [2, 3] for two thirds. Give whole numbers, the first not above the second.',
    );
  }
}

export class CadenceDoesNotFit extends RuleBroken {
  constructor() {
    super(
      'The first date does not fall on the weekday of the cadence, or the weeks are not a whole number from 1. Weekdays run from 1, Monday, to 7.',
    );
  }
}

export class SeriesIsNotSet extends Refusal {
  constructor() {
    super('This panel is not set up. Set its seats, cadence and quorum first.');
  }
}

export class SittingInThePast extends RuleBroken {
  constructor(date: LocalDate) {
    super(
      `${date} had passed when this was scheduled. Choose a later date, or give an earlier occurredAt.`,
    );
  }
}

export class NotAWorkingDay extends RuleBroken {
  constructor(date: LocalDate) {
    super(`${date} is a weekend or a bank holiday. Choose a working day.`);
  }
}

export class OffTheCadence extends RuleBroken {
  constructor(next: LocalDate) {
    super(
      `The panel does not meet on this day by its cadence: the next day is ${next}. Choose that, or give the reason as offCadence.`,
    );
  }
}

export class SittingHasBegun extends Refusal {
  constructor() {
    super(
      'Somebody is recorded as present. Go on with the sitting: defer its items, or record that it is inquorate.',
    );
  }
}

export class DayIsTaken extends Refusal {
  constructor(date: LocalDate) {
    super(`The panel has met, or was to meet, on ${date} already. Choose another day.`);
  }
}

export class NotScheduled extends Refusal {
  constructor() {
    super('No sitting is scheduled on that date. Schedule it first.');
  }
}

export class AgendaClosed extends Refusal {
  constructor(closed: LocalDate) {
    super(`The agenda closed on ${closed}. List the item on the next sitting.`);
  }
}

export class SittingIsOver extends Refusal {
  constructor() {
    super('This sitting is over or was called off. Go on at the one in its place, or at the next.');
  }
}

export class NotOnTheDay extends RuleBroken {
  constructor(date: LocalDate) {
    super(`The sitting is on ${date}. Give an occurredAt on that day.`);
  }
}

export class NoSuchSeat extends RuleBroken {
  constructor(seat: SeatCode) {
    super(`This panel has no seat ${seat}. Name one of its seats.`);
  }
}

export class WorksElsewhere extends RuleBroken {
  constructor() {
    super(
      "The register does not know this practitioner at this agency on that day. Name somebody of the agency, in the area's register.",
    );
  }
}

export class NoSuchAgency extends RuleBroken {
  constructor(seat: SeatCode) {
    super(
      `The agency of the seat ${seat} is not in the area's register. Give the id of one that is.`,
    );
  }
}

export class NoPolicyFor extends RuleBroken {
  constructor(what: string) {
    super(`The area has no policy for ${what} on that day. Give it with the series.`);
  }
}

export class NotYourSeat extends RuleBroken {
  constructor() {
    super(
      'A member declares an interest for the seat that they are on. Declare it for yours, or ask the coordinator.',
    );
  }
}

export class SeatIsTaken extends Refusal {
  constructor(seat: SeatCode) {
    super(
      `Somebody is on the seat ${seat}, which has one vote. Record that they left, then who took over.`,
    );
  }
}

export class SitsElsewhere extends Refusal {
  constructor(seat: SeatCode) {
    super(
      `This practitioner is on the seat ${seat}, and nobody votes twice. Send another deputy, or record that they left it.`,
    );
  }
}

export class SeatIsEmpty extends Refusal {
  constructor(seat: SeatCode) {
    super(`Nobody is on the seat ${seat}. Record who attended first.`);
  }
}

export class NotOnThisAgenda extends Refusal {
  constructor() {
    super('The item is not on the agenda of this sitting. Decide it at the sitting that lists it.');
  }
}

export class SittingIsQuorate extends Refusal {
  constructor({ voting, needed }: Counts) {
    super(
      `The sitting is quorate: ${voting} voting where ${needed} are needed. Decide, or record first who left.`,
    );
  }
}

export class SittingIsNotInquorate extends Refusal {
  constructor() {
    super(
      'Only an inquorate sitting is reconvened. Record the attendance and that it is inquorate first.',
    );
  }
}

export class ReconvenedTooLate extends RuleBroken {
  constructor(from: LocalDate, until: LocalDate) {
    super(`The sitting is reconvened after ${from} and by ${until}. Choose a date between.`);
  }
}

export class ReconvenedElsewhere extends Refusal {
  constructor() {
    super('The sitting is reconvened to another date already. Carry its items over from there.');
  }
}
