import { inWords, Refusal, RuleBroken } from '@onestory/kernel';
import type { Moment, ReferralId } from '@onestory/kernel';

export class NoChildren extends RuleBroken {
  constructor() {
    super('A referral is about at least one child. Name the children.');
  }
}

export class NoSuchService extends RuleBroken {
  constructor() {
    super('The register of this area lists no such service. Choose one of its services.');
  }
}

export class ReasonMissing extends RuleBroken {
  constructor(what: string) {
    super(`${what} needs a reason. Say it in a sentence that the family could read.`);
  }
}

export class AdviceMissing extends RuleBroken {
  constructor() {
    super('Whoever declines says what the family can do instead. Give advice.');
  }
}

export class NotCoveredByConsent extends Refusal {
  constructor() {
    super(
      'No consent in force covers all these children towards this agency. Ask the family; ' +
        'or send it without consent, with the reason why that is right.',
    );
  }
}

export class RefusedByTheFamily extends Refusal {
  constructor() {
    super(
      'Somebody who decides for one of these children refused that this agency is told, whoever else consents. ' +
        'Talk with the family; or record the decision to share all the same, with its reason; ' +
        'or send it without consent, with the reason why that is right.',
    );
  }
}

export class FollowsNoDeclinedReferral extends Refusal {
  constructor() {
    super('A referral follows one that was declined. Leave `follows` out, or name a declined one.');
  }
}

export class AlreadyReferred extends Refusal {
  constructor(readonly open: ReferralId) {
    super(
      'An open referral asks this service for the same child. Join that one; ' +
        'or send this one as well, and say in sentAnyway why.',
    );
  }
}

export class AlreadySent extends Refusal {
  constructor() {
    super('This referral was sent already. Send another one under a new id.');
  }
}

export class NotSent extends Refusal {
  constructor() {
    super('This referral was not sent. Send it first.');
  }
}

export class NotReceived extends Refusal {
  constructor() {
    super('The service has not acknowledged this referral yet. Record that it was received first.');
  }
}

export class NotInScreening extends Refusal {
  constructor() {
    super('This referral is not in screening. Start screening first, then accept or decline it.');
  }
}

export class ScreeningIsOver extends Refusal {
  constructor(since: Moment) {
    super(
      `This referral is not awaiting screening: it was accepted on ${inWords(since)}. ` +
        'Record the start of the service, or let the referrer withdraw it.',
    );
  }
}

export class NotAccepted extends Refusal {
  constructor() {
    super('This referral is not accepted. Accept it before the service starts.');
  }
}

export class NotDecided extends Refusal {
  constructor() {
    super('There is no decision to tell of yet. Accept or decline the referral first.');
  }
}

export class ServiceNotStarted extends Refusal {
  constructor() {
    super('The service has not started. Record its start first.');
  }
}

export class ServiceHasStarted extends Refusal {
  constructor(since: Moment) {
    super(
      `The service started on ${inWords(since)}, so there is no request to withdraw. ` +
        'Agree its end with the service.',
    );
  }
}

export class WasDeclined extends Refusal {
  constructor(since: Moment) {
    super(
      `This referral was declined on ${inWords(since)}. ` +
        'Send a new one that follows it, to another service or with what was missing.',
    );
  }
}

export class WasWithdrawn extends Refusal {
  constructor(since: Moment) {
    super(
      `This referral was withdrawn on ${inWords(since)}: nothing more may be done with it. ` +
        'If the family wishes so, send a new one.',
    );
  }
}
