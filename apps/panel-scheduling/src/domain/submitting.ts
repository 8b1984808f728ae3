import { momentOf } from '@onestory/kernel';
import type { AgencyId, Decision, SittingId } from '@onestory/kernel';
import type { AgendaItem, AgendaItemFact, ItemContent } from './agenda-item.js';
import { consentsToSee, refusalsToSee } from './consents.js';
import type { ConsentsGiven } from './consents.js';
import {
  AlreadySubmitted,
  ConcernsNobody,
  HasNoSeat,
  NeedsTheChair,
  NoConsentCovers,
  NotSubmitted,
  RefusedByTheFamily,
} from './item-refusals.js';
import type { Seat } from './quorum.js';

type Decides = Decision<AgendaItem, AgendaItemFact>;

/** Only those who sit on the panel, and whoever is in its chair. */
const refuseRecipients = (agencies: readonly AgencyId[], seats: readonly Seat[]): void => {
  const without = agencies.filter((it) => !seats.some(({ agency }) => agency === it)).length;
  if (without > 0) throw new HasNoSeat(without);
  const chair = seats.find((seat) => seat.chair === 'chair');
  if (chair && !agencies.includes(chair.agency)) throw new NeedsTheChair();
};

export interface Submission extends ItemContent {
  /** Left out: every seat's whom nobody who has spoken has refused. */
  readonly recipients?: readonly AgencyId[];
  readonly given: ConsentsGiven;
  /** The panel's seats. */
  readonly seats: readonly Seat[];
}

/** Each agency that will see the item is covered by consents in force and refused by nobody, or it is not submitted. */
export const submitItem =
  ({ recipients: named, given, seats, ...matter }: Submission): Decides =>
  (it, occasion) => {
    if (it.stage !== 'not submitted') throw new AlreadySubmitted();
    const { episode, children } = matter;
    const at = { ...momentOf(occasion), recordedAt: occasion.now };
    const shown = (recipient: AgencyId) => ({ at, episode, children, recipient });
    const isRefused = (agency: AgencyId) => refusalsToSee(given, shown(agency)).length > 0;
    const everySeat = seats.map(({ agency }) => agency).filter((agency) => !isRefused(agency));
    const agencies = [...new Set(named ?? everySeat)];
    if (children.length === 0 || agencies.length === 0) throw new ConcernsNobody();
    refuseRecipients(agencies, seats);
    const refused = agencies.filter(isRefused).length;
    if (refused > 0) throw new RefusedByTheFamily(refused);
    const recipients = agencies
      .map((agency) => ({ agency, basis: { consents: consentsToSee(given, shown(agency)) } }))
      .filter(({ basis }) => basis.consents.length > 0);
    const uncovered = agencies.length - recipients.length;
    if (uncovered > 0) throw new NoConsentCovers(uncovered);
    return [{ type: 'AgendaItemSubmitted', data: { ...matter, recipients } }];
  };

/** The family goes on waiting, and the wait is counted from the submission. */
export const carryOver =
  (given: { from: SittingId; to: SittingId }): Decides =>
  (it) => {
    if (it.stage === 'not submitted') throw new NotSubmitted();
    if (it.stage === 'decided' || it.sitting === given.to) return [];
    return [{ type: 'ItemCarriedOver', data: { item: it.item, episode: it.episode, ...given } }];
  };
