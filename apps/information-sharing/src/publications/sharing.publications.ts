import { SharingDecidedV1 } from '@onestory/contracts';
import { publications, published } from '@onestory/service';
import { sharingHistory } from '../history/sharing.codec.js';

/** The reason stays here: it speaks of people. */
export const sharingPublications = publications(sharingHistory, {
  SharingDecided: ({ data: { episode, children, agencies, basis, despite } }) =>
    published(SharingDecidedV1, {
      episode,
      children: [...children],
      agencies: [...agencies],
      basis,
      despite: [...despite],
    }),
});
