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
    super('This sitting was inquorate and is over. Go on at the one that it was reconvened to.');
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

export class AlreadySubmitted extends Refusal {
  constructor() {
    super('This item is submitted. Submit another matter as a new item.');
  }
}

export class NotSubmitted extends Refusal {
  constructor() {
    super('No such item is submitted. Submit it first.');
  }
}

export class ConcernsNobody extends RuleBroken {
  constructor() {
    super('An item is about at least one child and goes to at least one agency. Name them.');
  }
}

export class NoSuchPresenter extends RuleBroken {
  constructor() {
    super(
      "The presenter is not in the area's register. Name somebody of it, or leave it out to present it yourself.",
    );
  }
}

export class HasNoSeat extends RuleBroken {
  constructor(agencies: number) {
    super(
      `${agencies} of the recipients have no seat on this panel. Name agencies of its seats only.`,
    );
  }
}

export class NeedsTheChair extends RuleBroken {
  constructor() {
    super(
      "The panel cannot decide on what its chair may not see. Name the agency of the chair's seat too.",
    );
  }
}

export class NotAnItemOfTheAgenda extends RuleBroken {
  constructor() {
    super('A view is noted on an item that is left undecided, once for each. Name such items.');
  }
}

export class NoConsentCovers extends Refusal {
  constructor(agencies: number) {
    super(
      `No consent in force covers these children for ${agencies} of the agencies. Ask the family for it, or leave these agencies out.`,
    );
  }
}

export class ItemIsDecided extends Refusal {
  constructor() {
    super('This item is decided. Submit a new item to ask the panel again.');
  }
}

export class NotQuorate extends Refusal {
  constructor({ voting, needed, missingSeats }: Counts) {
    const missing = missingSeats.length > 0 ? `, missing: ${missingSeats.join(', ')}` : '';
    super(
      `The panel cannot decide this item: ${voting} voting where ${needed} are needed${missing}. Note the views, and carry the item over.`,
    );
  }
}

export class NotInTheChair extends Refusal {
  constructor() {
    super(
      'The chair decides with the panel; the vice chair where the chair is absent or conflicted. Let them record it.',
    );
  }
}

export class NothingDecided extends RuleBroken {
  constructor() {
    super('A decision is a package, a key worker or both, each once. Give at least one.');
  }
}

export class NotAShare extends RuleBroken {
  constructor() {
    super(
      'Shares of funding are above 0, at most 100 per cent together, and name each source once.',
    );
  }
}

export class NotAWeek extends RuleBroken {
  constructor() {
    super('A key worker is allocated for a whole number of weeks, at least one.');
  }
}
