import type { ChildId, ConsentPeriod } from '@onestory/kernel';
import { fold, given } from '@onestory/testing';
import { agendaItem } from './agenda-item.js';
import { carryOver, submitItem } from './submitting.js';
import {
  AlreadySubmitted,
  ConcernsNobody,
  HasNoSeat,
  NeedsTheChair,
  NoConsentCovers,
  NotSubmitted,
} from './item-refusals.js';
import { agencyOf, child, first, second, terms } from './testing/ashcombe-panel.js';
import {
  elder,
  matter,
  covering,
  submitted,
  carriedOver,
  approved,
  waiting,
} from './testing/item.js';

describe('submitting an item', () => {
  const submit = (
    seats: readonly string[],
    consents: readonly ConsentPeriod[],
    children: readonly ChildId[] = [child],
  ) =>
    submitItem({
      ...matter,
      children,
      recipients: seats.map(agencyOf),
      given: { consents, responsible: [] },
      seats: terms.seats,
    });

  it('gives the basis for every agency that will see it', () =>
    given(agendaItem)
      .when(submit(['early_help', 'health'], [covering('health')]))
      .then(submitted));

  it('is refused where no consent covers an agency: ask, or leave it out', () =>
    given(agendaItem)
      .when(submit(['early_help', 'health', 'police', 'housing'], [covering('health')]))
      .refuses(NoConsentCovers, /2 of the agencies.*leave these agencies out/));

  it('needs a consent for every child of the item', () => {
    given(agendaItem)
      .when(submit(['early_help', 'health'], [covering('health')], [child, elder]))
      .refuses(NoConsentCovers);
    given(agendaItem)
      .when(
        submit(
          ['early_help', 'health'],
          [covering('health'), covering('health', [elder])],
          [child, elder],
        ),
      )
      .thenTypes('AgendaItemSubmitted');
  });

  it('is about somebody and goes to somebody', () => {
    given(agendaItem).when(submit([], [])).refuses(ConcernsNobody);
    given(agendaItem)
      .when(submit(['early_help', 'health'], [covering('health')], []))
      .refuses(ConcernsNobody);
  });

  it('goes to agencies of the panel, among them the one in the chair', () => {
    given(agendaItem)
      .when(submit(['early_help', 'fire_service'], [covering('fire_service')]))
      .refuses(HasNoSeat);
    given(agendaItem)
      .when(submit(['health'], [covering('health')]))
      .refuses(NeedsTheChair);
  });

  it('is done once', () =>
    given(agendaItem, submitted)
      .when(submit(['early_help', 'health'], [covering('health')]))
      .refuses(AlreadySubmitted));
});

describe('carrying an item over', () => {
  const carry = carryOver({ from: first, to: second });

  it('goes from one sitting to another, and the wait goes on', () => {
    given(agendaItem, submitted).when(carry).then(carriedOver);
    expect(fold(agendaItem, ...waiting)).toMatchObject({
      carriedOver: 1,
      sitting: second,
      submitted: { occurredPrecision: 'day' },
    });
  });

  it('is done once, and not to an item that is decided', () => {
    given(agendaItem, ...waiting)
      .when(carry)
      .nothing();
    given(agendaItem, submitted, approved).when(carry).nothing();
    given(agendaItem).when(carry).refuses(NotSubmitted);
  });
});
