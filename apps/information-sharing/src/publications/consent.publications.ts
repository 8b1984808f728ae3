import {
  ConsentGivenV1,
  ConsentRefusedV1,
  ConsentWithdrawnV1,
  ParticipationAgreedV1,
} from '@onestory/contracts';
import { idOf } from '@onestory/event-sourcing';
import type { ConsentId } from '@onestory/kernel';
import { publications, published } from '@onestory/service';
import { namedPersons } from '../domain/consent.js';
import { consentHistory } from '../history/consent.codec.js';

export const consentPublications = publications(consentHistory, {
  ParticipationAgreed: ({ stream, data: { episode, giver } }) =>
    published(ParticipationAgreedV1, { consent: idOf<ConsentId>(stream), episode, giver }),
  ConsentGiven: ({ stream, data: { episode, giver, children, capacity, scope, exclusions } }) =>
    published(ConsentGivenV1, {
      consent: idOf<ConsentId>(stream),
      episode,
      giver,
      children: [...children],
      capacity,
      purposes: [...scope.purposes],
      agencies: [...scope.agencies],
      panelAgencies: [...(scope.panelSeatsOnlyForItem ?? [])],
      // A person who is only described stays here: words about somebody are not published.
      excluded: [...namedPersons(exclusions)],
    }),
  ConsentRefused: ({ stream, data: { episode, giver, children, capacity, agencies } }) =>
    published(ConsentRefusedV1, {
      consent: idOf<ConsentId>(stream),
      episode,
      giver,
      children: [...children],
      capacity,
      agencies: [...agencies],
    }),
  ConsentWithdrawn: ({ stream, data: { episode, giver, children } }) =>
    published(ConsentWithdrawnV1, {
      consent: idOf<ConsentId>(stream),
      episode,
      giver,
      children: [...children],
    }),
});
