import { Refusal, RuleBroken } from '@onestory/kernel';
import type { Counts } from './quorum.js';

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
      `No consent in force that has been heard of here covers these children for ${agencies} of the agencies. Ask the family for it, or leave these agencies out; if it was recorded a moment ago, ask again.`,
    );
  }
}

export class RefusedByTheFamily extends Refusal {
  constructor(agencies: number) {
    super(
      `Somebody of the family refused sharing with ${agencies} of the agencies. Leave these agencies out; or the lead records the decision to share all the same, with its reason, in information sharing.`,
    );
  }
}

export class ItemIsDeferred extends Refusal {
  constructor() {
    super('This item was deferred at this sitting. Decide it at the one that lists it next.');
  }
}

export class ItemIsQuorate extends Refusal {
  constructor({ voting, needed }: Counts) {
    super(
      `The panel can decide this item: ${voting} voting where ${needed} are needed. Decide it, or give another reason to defer it.`,
    );
  }
}

export class CoordinatorDefers extends RuleBroken {
  constructor() {
    super(
      'A member defers what fails its own quorum. For any other reason ask the coordinator or the chair.',
    );
  }
}

export class NotRecordedAsPresent extends Refusal {
  constructor() {
    super(
      'You are not recorded as present at this sitting. Ask the coordinator to record your attendance first.',
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
      `The panel cannot decide this item: ${voting} voting where ${needed} are needed${missing}. Note the views, and carry the item over: defer it.`,
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
