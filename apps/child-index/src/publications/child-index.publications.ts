import {
  CarerRegisteredV1,
  ChildRegisteredV1,
  IndexSearchedV1,
  InvolvementEndedV1,
  InvolvementStartedV1,
  TurnedSixteenV1,
  UnbornRegisteredV1,
} from '@onestory/contracts';
import { idOf } from '@onestory/event-sourcing';
import type { ChildId, Id } from '@onestory/kernel';
import { publications, published } from '@onestory/service';
import type { CarerOfChild } from '../domain/child.js';
import { carerHistory } from '../history/carer.codec.js';
import { childHistory } from '../history/child.codec.js';
import { indexSearchHistory } from '../history/index-search.codec.js';

/** Who they are to the child stays in the index; who may consent is what others need. */
const responsible = (carers: readonly CarerOfChild[]) =>
  carers.map(({ carer, parentalResponsibility }) => ({ carer, parentalResponsibility }));

export const childPublications = publications(childHistory, {
  ChildRegistered: ({ data: { child, carers } }) =>
    published(ChildRegisteredV1, { child, carers: responsible(carers) }),
  UnbornRegistered: ({ data: { child, carers } }) =>
    published(UnbornRegisteredV1, { child, carers: responsible(carers) }),
  TurnedSixteen: ({ data: { child } }) => published(TurnedSixteenV1, { child }),
  // A sensitive service is never published: its presence alone would tell.
  InvolvementStarted: ({ stream, data: { sensitive, involvement, agency, practitioner } }) =>
    sensitive
      ? undefined
      : published(InvolvementStartedV1, {
          child: idOf<ChildId>(stream),
          involvement,
          agency,
          ...(practitioner && { practitioner }),
        }),
  InvolvementEnded: ({ stream, data: { sensitive, involvement, agency } }) =>
    sensitive
      ? undefined
      : published(InvolvementEndedV1, { child: idOf<ChildId>(stream), involvement, agency }),
});

export const carerPublications = publications(carerHistory, {
  CarerRegistered: ({ data: { carer } }) => published(CarerRegisteredV1, { carer }),
});

export const indexSearchPublications = publications(indexSearchHistory, {
  IndexSearched: ({ stream, data: { found } }) =>
    published(IndexSearchedV1, {
      search: idOf<Id<'search'>>(stream),
      found: [...found],
    }),
});
